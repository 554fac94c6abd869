//! Reads CQL2 text (OGC 21-065r2, annex B and requirements class `cql2-text`).

use super::limits::FilterLimits;
use super::problem::{FilterProblem, Place};
use super::temporal;
use super::token::{Token, tokens};
use super::tree::{ArrayFunction, Builder, Comparison, Expression, Node, Operation, SpatialFunction, TemporalFunction, check_length};
use super::wkt;

/// Words that are no property unless in double quotes.
pub(super) const KEYWORDS: [&str; 11] = ["and", "or", "not", "like", "between", "in", "is", "null", "div", "true", "false"];

/// Reads a filter in CQL2 text.
///
/// # Errors
/// It is not of the grammar, or goes beyond the limits: where, what was found and what is allowed there.
pub fn read_text(text: &str, limits: &FilterLimits) -> Result<Expression, FilterProblem> {
    check_length(text, &Place::Character(1), limits)?;
    let mut parser = Parser { tokens: tokens(text)?, next: 0, builder: Builder::new(*limits) };
    let expression = parser.or()?;
    if *parser.peek() == Token::End { Ok(expression) } else { Err(parser.unexpected("AND, OR or the end of the filter")) }
}

pub(super) struct Parser {
    tokens: Vec<(Token, usize)>,
    next: usize,
    pub(super) builder: Builder,
}

type Read = Result<Expression, FilterProblem>;

impl Parser {
    pub(super) fn peek(&self) -> &Token {
        &self.tokens[self.next].0
    }

    fn after(&self) -> &Token {
        &self.tokens[(self.next + 1).min(self.tokens.len() - 1)].0
    }

    pub(super) fn place(&self) -> Place {
        Place::Character(self.tokens[self.next].1)
    }

    /// Goes on; the end is never passed.
    pub(super) fn advance(&mut self) {
        self.next = (self.next + 1).min(self.tokens.len() - 1);
    }

    pub(super) fn unexpected(&self, allowed: &str) -> FilterProblem {
        FilterProblem::new(&self.place(), self.peek().told(), allowed)
    }

    pub(super) fn takes_sign(&mut self, sign: &str) -> bool {
        let there = matches!(self.peek(), Token::Sign(found) if *found == sign);
        if there {
            self.advance();
        }
        there
    }

    pub(super) fn expects_sign(&mut self, sign: &str, allowed: &str) -> Result<(), FilterProblem> {
        if self.takes_sign(sign) { Ok(()) } else { Err(self.unexpected(allowed)) }
    }

    fn is_word(token: &Token, word: &str) -> bool {
        matches!(token, Token::Word(found) if found.eq_ignore_ascii_case(word))
    }

    fn takes_word(&mut self, word: &str) -> bool {
        let there = Self::is_word(self.peek(), word);
        if there {
            self.advance();
        }
        there
    }

    fn make(&mut self, place: &Place, node: Node) -> Read {
        self.builder.make(place, node)
    }

    /// Rule `booleanExpression`.
    pub(super) fn or(&mut self) -> Read {
        let place = self.place();
        self.builder.enter(&place)?;
        let mut parts = vec![self.and()?];
        while self.takes_word("or") {
            parts.push(self.and()?);
        }
        self.builder.leave();
        self.one_or(&place, parts, Node::Or)
    }

    /// Rule `booleanTerm`.
    fn and(&mut self) -> Read {
        let place = self.place();
        let mut parts = vec![self.not()?];
        while self.takes_word("and") {
            parts.push(self.not()?);
        }
        self.one_or(&place, parts, Node::And)
    }

    fn one_or(&mut self, place: &Place, mut parts: Vec<Expression>, joined: fn(Vec<Expression>) -> Node) -> Read {
        match parts.pop() {
            Some(only) if parts.is_empty() => Ok(only),
            last => self.make(place, joined(parts.into_iter().chain(last).collect())),
        }
    }

    /// Rule `booleanFactor`.
    fn not(&mut self) -> Read {
        let place = self.place();
        if !self.takes_word("not") {
            return self.predicate();
        }
        self.builder.enter(&place)?;
        let inner = self.not()?;
        self.builder.leave();
        self.make(&place, Node::Not(Box::new([inner])))
    }

    /// Rule `comparisonPredicate`, or a value alone.
    fn predicate(&mut self) -> Read {
        let place = self.place();
        let left = self.sum()?;
        if let Token::Sign(sign) = self.peek()
            && let Some(comparison) = Comparison::named(sign)
        {
            self.advance();
            let right = self.sum()?;
            return self.make(&place, Node::Compare(comparison, Box::new([left, right])));
        }
        if self.takes_word("is") {
            let opposite = self.takes_word("not");
            if !self.takes_word("null") {
                return Err(self.unexpected(if opposite { "NULL" } else { "NULL or NOT NULL" }));
            }
            let inner = self.make(&place, Node::IsNull(Box::new([left])))?;
            return self.opposite(&place, inner, opposite);
        }
        let opposite = Self::is_word(self.peek(), "not") && ["like", "between", "in"].iter().any(|word| Self::is_word(self.after(), word));
        if opposite {
            self.advance();
        }
        let node = if self.takes_word("like") {
            Node::Like(Box::new([left, self.sum()?]))
        } else if self.takes_word("between") {
            let least = self.sum()?;
            if !self.takes_word("and") {
                return Err(self.unexpected("AND and the highest value"));
            }
            Node::Between(Box::new([left, least, self.sum()?]))
        } else if self.takes_word("in") {
            let mut list = vec![left];
            self.expects_sign("(", "a list of values in parentheses")?;
            list.extend(self.list()?);
            if list.len() < 2 {
                return Err(FilterProblem::new(&place, "an empty list", "a list of one value or more"));
            }
            Node::In(list)
        } else {
            return Ok(left);
        };
        let inner = self.make(&place, node)?;
        self.opposite(&place, inner, opposite)
    }

    fn opposite(&mut self, place: &Place, inner: Expression, opposite: bool) -> Read {
        if opposite { self.make(place, Node::Not(Box::new([inner]))) } else { Ok(inner) }
    }

    /// Rule `arithmeticExpression`.
    fn sum(&mut self) -> Read {
        self.chain(Self::product, &[Operation::Add, Operation::Subtract])
    }

    /// Rule `arithmeticTerm`.
    fn product(&mut self) -> Read {
        self.chain(Self::power, &[Operation::Multiply, Operation::Divide, Operation::Remainder, Operation::DivideWhole])
    }

    /// Operations of one rank, from the left.
    fn chain(&mut self, operand: fn(&mut Self) -> Read, operations: &[Operation]) -> Read {
        let place = self.place();
        let mut left = operand(self)?;
        loop {
            let found = match self.peek() {
                Token::Sign(sign) => Operation::named(sign),
                Token::Word(word) => Operation::named(word),
                _ => None,
            };
            let Some(operation) = found.filter(|operation| operations.contains(operation)) else { return Ok(left) };
            self.advance();
            let right = operand(self)?;
            left = self.make(&place, Node::Arithmetic(operation, Box::new([left, right])))?;
        }
    }

    /// Rule `powerTerm`; the grammar has one power, more are taken from the right.
    fn power(&mut self) -> Read {
        let place = self.place();
        let base = self.factor()?;
        if !self.takes_sign("^") {
            return Ok(base);
        }
        self.builder.enter(&place)?;
        let exponent = self.power()?;
        self.builder.leave();
        self.make(&place, Node::Arithmetic(Operation::Power, Box::new([base, exponent])))
    }

    /// Rule `arithmeticFactor`: a sign belongs to what follows it.
    fn factor(&mut self) -> Read {
        let place = self.place();
        if self.takes_sign("+") {
            let Token::Number(number) = *self.peek() else { return Err(self.unexpected("a number")) };
            self.advance();
            return self.make(&place, Node::Number(number));
        }
        if !self.takes_sign("-") {
            return self.primary();
        }
        if let Token::Number(number) = *self.peek() {
            self.advance();
            return self.make(&place, Node::Number(-number));
        }
        let operand = self.primary()?;
        let minus_one = self.make(&place, Node::Number(-1.0))?;
        self.make(&place, Node::Arithmetic(Operation::Multiply, Box::new([minus_one, operand])))
    }

    fn primary(&mut self) -> Read {
        let place = self.place();
        let node = match self.peek().clone() {
            Token::Number(number) => Node::Number(number),
            Token::Text(text) => Node::Text(text),
            Token::Quoted(name) => Node::Property(name),
            Token::Word(word) => return self.word(&place, &word),
            Token::Sign("(") => {
                self.advance();
                return self.group(&place);
            }
            Token::Sign(_) | Token::End => return Err(self.unexpected("a property, a literal, a function or `(`")),
        };
        self.advance();
        self.make(&place, node)
    }

    /// What stands in parentheses: one expression, or an array of none or of several.
    fn group(&mut self, place: &Place) -> Read {
        let mut list = self.list()?;
        match list.pop() {
            Some(only) if list.is_empty() => Ok(only),
            end => self.make(place, Node::List(list.into_iter().chain(end).collect())),
        }
    }

    /// Expressions up to the closing parenthesis.
    fn list(&mut self) -> Result<Vec<Expression>, FilterProblem> {
        let mut list = Vec::new();
        if self.takes_sign(")") {
            return Ok(list);
        }
        loop {
            list.push(self.or()?);
            if self.takes_sign(")") {
                return Ok(list);
            }
            self.expects_sign(",", "`,` or `)`, or an operator")?;
        }
    }

    fn word(&mut self, place: &Place, word: &str) -> Read {
        if let Some(kind) = wkt::kind(word)
            && (*self.after() == Token::Sign("(") || Self::is_word(self.after(), "z"))
        {
            self.advance();
            let geometry = self.geometry(kind)?;
            return self.make(place, Node::Geometry(geometry));
        }
        let lower = word.to_ascii_lowercase();
        if *self.after() == Token::Sign("(") && !KEYWORDS.contains(&lower.as_str()) {
            self.advance();
            self.advance();
            return self.function(place, word, &lower);
        }
        let node = match lower.as_str() {
            "true" => Node::Flag(true),
            "false" => Node::Flag(false),
            keyword if KEYWORDS.contains(&keyword) => {
                return Err(self.unexpected("a property, a literal, a function or `(`; a property of this name in double quotes"));
            }
            _ => Node::Property(word.to_owned()),
        };
        self.advance();
        self.make(place, node)
    }

    /// What follows the opening parenthesis of a function.
    fn function(&mut self, place: &Place, word: &str, lower: &str) -> Read {
        let node = match lower {
            "date" => Node::Instant(self.instant(temporal::read_day)?),
            "timestamp" => Node::Instant(self.instant(temporal::read_timestamp)?),
            "interval" => {
                let from = self.interval_side()?;
                self.expects_sign(",", "`,` and the end of the interval")?;
                let to = self.interval_side()?;
                self.expects_sign(")", "`)`")?;
                Node::Interval(Box::new([from, to]))
            }
            "bbox" => Node::Box(self.numbers()?),
            "casei" => Node::CaseInsensitive(self.arguments(place, word)?),
            "accenti" => Node::AccentInsensitive(self.arguments(place, word)?),
            _ => {
                if let Some(function) = SpatialFunction::named(lower) {
                    Node::Spatial(function, self.arguments(place, word)?)
                } else if let Some(function) = TemporalFunction::named(lower) {
                    Node::Temporal(function, self.arguments(place, word)?)
                } else if let Some(function) = ArrayFunction::named(lower) {
                    Node::Array(function, self.arrays()?)
                } else {
                    Node::Function(word.to_owned(), self.list()?)
                }
            }
        };
        self.make(place, node)
    }

    /// As many arguments as the function takes.
    fn arguments<const N: usize>(&mut self, place: &Place, word: &str) -> Result<Box<[Expression; N]>, FilterProblem> {
        let list = self.list()?;
        let found = list.len();
        list.try_into().map(Box::new).map_err(|_| FilterProblem::new(place, format!("`{word}` with {found} arguments"), format!("{N}")))
    }

    /// Two arrays: parentheses are an array here, even around one element.
    fn arrays(&mut self) -> Result<Box<[Expression; 2]>, FilterProblem> {
        let first = self.array()?;
        self.expects_sign(",", "`,` and the second array")?;
        let second = self.array()?;
        self.expects_sign(")", "`)`")?;
        Ok(Box::new([first, second]))
    }

    fn array(&mut self) -> Read {
        let place = self.place();
        if !self.takes_sign("(") {
            return self.nested_primary(&place);
        }
        let list = self.list()?;
        self.make(&place, Node::List(list))
    }

    /// A time in single quotes and the closing parenthesis.
    fn instant<T>(&mut self, read: fn(&str) -> Result<T, &'static str>) -> Result<T, FilterProblem> {
        let Token::Text(text) = self.peek() else { return Err(self.unexpected("a time in single quotes")) };
        let instant = read(text).map_err(|allowed| self.unexpected(allowed))?;
        self.advance();
        self.expects_sign(")", "`)`")?;
        Ok(instant)
    }

    /// A value that lies in another and did not pass through [`Self::or`].
    fn nested_primary(&mut self, place: &Place) -> Read {
        self.builder.enter(place)?;
        let value = self.primary()?;
        self.builder.leave();
        Ok(value)
    }

    fn interval_side(&mut self) -> Read {
        let place = self.place();
        let Token::Text(text) = self.peek() else { return self.nested_primary(&place) };
        let node = temporal::read_side(text).map_err(|allowed| self.unexpected(allowed))?;
        self.advance();
        self.make(&place, node)
    }

    /// Rule `signedNumericLiteral`.
    pub(super) fn signed(&mut self) -> Result<f64, FilterProblem> {
        let negative = self.takes_sign("-");
        if !negative {
            self.takes_sign("+");
        }
        let Token::Number(number) = *self.peek() else { return Err(self.unexpected("a number")) };
        self.advance();
        Ok(if negative { -number } else { number })
    }
}
