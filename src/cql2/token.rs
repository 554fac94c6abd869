//! Filter text cut into words, numbers, texts and signs (OGC 21-065r2, annex B).

use super::problem::{FilterProblem, Place, excerpt};

/// A piece of filter text.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Token {
    /// A keyword, a function or a property.
    Word(String),
    /// A property in double quotes.
    Quoted(String),
    /// A text in single quotes, without them and with its escapes undone.
    Text(String),
    /// A number without a sign.
    Number(f64),
    /// A sign.
    Sign(&'static str),
    /// Nothing more.
    End,
}

impl Token {
    /// In a message.
    pub(super) fn told(&self) -> String {
        match self {
            Self::Word(word) | Self::Quoted(word) => excerpt(word),
            Self::Text(text) => format!("the text {}", excerpt(text)),
            Self::Number(number) => format!("the number `{number}`"),
            Self::Sign(sign) => format!("`{sign}`"),
            Self::End => "the end of the filter".to_owned(),
        }
    }
}

/// The longer ones first.
const SIGNS: [&str; 14] = ["<>", "<=", ">=", "<", ">", "=", "(", ")", ",", "+", "-", "*", "/", "%"];
const POWER: &str = "^";

/// The tokens, each with the number of its first character; the last is [`Token::End`].
pub(super) fn tokens(text: &str) -> Result<Vec<(Token, usize)>, FilterProblem> {
    let mut scanner = Scanner { rest: text, at: 1 };
    let mut found = Vec::new();
    loop {
        scanner.take_while(|c| c.is_whitespace() && c.is_ascii());
        let at = scanner.at;
        let token = scanner.token()?;
        let end = token == Token::End;
        found.push((token, at));
        if end {
            return Ok(found);
        }
    }
}

struct Scanner<'a> {
    rest: &'a str,
    /// The number of the next character, from 1.
    at: usize,
}

impl<'a> Scanner<'a> {
    fn token(&mut self) -> Result<Token, FilterProblem> {
        let mut ahead = self.rest.chars();
        let (Some(first), second) = (ahead.next(), ahead.next()) else { return Ok(Token::End) };
        if starts_name(first) {
            return Ok(Token::Word(self.take_while(in_name).to_owned()));
        }
        if first.is_ascii_digit() || (first == '.' && second.is_some_and(|c| c.is_ascii_digit())) {
            return self.number();
        }
        match first {
            '"' => self.quoted(),
            '\'' => self.text(),
            _ => {
                let sign = SIGNS.into_iter().chain([POWER]).find(|sign| self.rest.starts_with(sign));
                let sign = sign.ok_or_else(|| {
                    problem(
                        self.at,
                        format!("the character `{}`", first.escape_debug()),
                        "names, numbers, texts in single quotes and the signs = <> < > <= >= + - * / % ^ ( ) ,",
                    )
                })?;
                self.rest = &self.rest[sign.len()..];
                self.at += sign.len();
                Ok(Token::Sign(sign))
            }
        }
    }

    fn take_while(&mut self, belongs: impl Fn(char) -> bool) -> &'a str {
        let end = self.rest.find(|c| !belongs(c)).unwrap_or(self.rest.len());
        let (taken, rest) = self.rest.split_at(end);
        self.rest = rest;
        self.at += taken.chars().count();
        taken
    }

    fn next(&mut self) -> Option<char> {
        let next = self.rest.chars().next()?;
        self.rest = &self.rest[next.len_utf8()..];
        self.at += 1;
        Some(next)
    }

    fn number(&mut self) -> Result<Token, FilterProblem> {
        let (at, start) = (self.at, self.rest);
        self.take_while(|c| c.is_ascii_digit());
        if self.rest.starts_with('.') {
            self.next();
            self.take_while(|c| c.is_ascii_digit());
        }
        let exponent = self.rest.strip_prefix(['e', 'E']).map(|rest| rest.strip_prefix(['+', '-']).unwrap_or(rest));
        if exponent.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit())) {
            self.next();
            if self.rest.starts_with(['+', '-']) {
                self.next();
            }
            self.take_while(|c| c.is_ascii_digit());
        }
        let written = &start[..start.len() - self.rest.len()];
        if self.rest.starts_with(in_name) {
            return Err(problem(at, format!("{} followed by a letter", excerpt(written)), "a number, then a sign or a space"));
        }
        let number = written.parse().ok().filter(|number: &f64| number.is_finite());
        number.map(Token::Number).ok_or_else(|| problem(at, excerpt(written), "a number that fits in 64 bits"))
    }

    /// A name in double quotes; one in it is written twice.
    fn quoted(&mut self) -> Result<Token, FilterProblem> {
        let at = self.at;
        self.next();
        let mut name = String::new();
        loop {
            match self.next() {
                Some('"') if self.rest.starts_with('"') => name.extend(self.next()),
                Some('"') if name.is_empty() => return Err(problem(at, "an empty name", "the name of a property")),
                Some('"') => return Ok(Token::Quoted(name)),
                Some(c) => name.push(c),
                None => return Err(problem(at, "a double quote that is never closed", "a name in double quotes")),
            }
        }
    }

    /// A text in single quotes. A single quote in it is written twice or after a backslash; a backslash also writes control characters
    /// and itself, and stays before anything else (`/req/cql2-text/escaping`), where `LIKE` reads it.
    fn text(&mut self) -> Result<Token, FilterProblem> {
        let at = self.at;
        self.next();
        let mut text = String::new();
        loop {
            match self.next() {
                Some('\'') if self.rest.starts_with('\'') => text.extend(self.next()),
                Some('\'') => return Ok(Token::Text(text)),
                Some('\\') => match self.rest.chars().next().and_then(unescaped) {
                    Some(meant) => {
                        self.next();
                        text.push(meant);
                    }
                    None => text.push('\\'),
                },
                Some(c) => text.push(c),
                None => return Err(problem(at, "a single quote that is never closed", "a text in single quotes")),
            }
        }
    }
}

fn problem(at: usize, found: impl Into<String>, allowed: &str) -> FilterProblem {
    FilterProblem::new(&Place::Character(at), found, allowed)
}

/// Characters that a backslash writes, with the letter it writes them by.
const ESCAPES: [(char, char); 9] =
    [('\'', '\''), ('\\', '\\'), ('\u{7}', 'a'), ('\u{8}', 'b'), ('\t', 't'), ('\n', 'n'), ('\u{b}', 'v'), ('\u{c}', 'f'), ('\r', 'r')];

fn unescaped(letter: char) -> Option<char> {
    ESCAPES.iter().find(|(_, by)| *by == letter).map(|(meant, _)| *meant)
}

/// Rule `identifierStart`, with what Unicode counts as letters for its list of blocks.
pub(super) fn starts_name(c: char) -> bool {
    c.is_alphabetic() || matches!(c, ':' | '_')
}

/// Rule `identifierPart`.
pub(super) fn in_name(c: char) -> bool {
    starts_name(c) || c.is_ascii_digit() || matches!(c, '.' | '\u{300}'..='\u{36f}' | '\u{203f}'..='\u{2040}')
}
