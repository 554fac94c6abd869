//! Holds answers against the description of the API: the part of JSON Schema (2020-12) that it uses, and no member that it does not name.

use std::collections::BTreeSet;

use serde_json::Value;

/// The description.
pub struct Schemas(Value);

impl Schemas {
    pub fn of(description: &str) -> Self {
        Self(serde_json::from_str(description).unwrap())
    }

    /// An answer is as described for an operation such as `GET /api/site`.
    pub fn assert(&self, operation: &str, status: &str, answer: &Value) {
        let content = &self.operation(operation)["responses"][status]["content"];
        self.assert_content(&format!("{operation} {status}"), content, answer);
    }

    /// A body is.
    pub fn assert_body(&self, operation: &str, body: &Value) {
        self.assert_content(operation, &self.operation(operation)["requestBody"]["content"], body);
    }

    fn operation(&self, operation: &str) -> &Value {
        let (method, path) = operation.split_once(' ').unwrap();
        &self.0["paths"][path][method.to_lowercase()]
    }

    fn assert_content(&self, what: &str, content: &Value, value: &Value) {
        let content = content.as_object().unwrap_or_else(|| panic!("{what} is not described"));
        let mut found = Vec::new();
        self.faults(&content.values().next().unwrap()["schema"], value, "", &mut found);
        assert!(found.is_empty(), "{what}\n{}", found.join("\n"));
    }

    fn resolve<'a>(&'a self, schema: &'a Value) -> &'a Value {
        let Some(name) = schema["$ref"].as_str().and_then(|name| name.strip_prefix("#/components/schemas/")) else { return schema };
        let found = &self.0["components"]["schemas"][name];
        assert!(found.is_object(), "`{name}` is not described");
        found
    }

    fn faults(&self, schema: &Value, value: &Value, path: &str, found: &mut Vec<String>) {
        let schema = self.resolve(schema);
        self.own_faults(schema, value, path, found);
        if let Some(members) = value.as_object() {
            let named = self.members(schema);
            let open = named.is_empty();
            found.extend(
                members.keys().filter(|name| !open && !named.contains(name.as_str())).map(|name| format!("{path}/{name} is not described")),
            );
        }
    }

    /// Faults but members that are too many, which only all parts together can tell.
    fn own_faults(&self, schema: &Value, value: &Value, path: &str, found: &mut Vec<String>) {
        let list = |name: &str| schema[name].as_array().into_iter().flatten();
        let types: Vec<&str> = match &schema["type"] {
            Value::String(one) => vec![one],
            several => several.as_array().into_iter().flatten().map(|one| one.as_str().unwrap()).collect(),
        };
        if !types.is_empty() && !types.iter().any(|name| is(name, value)) {
            found.push(format!("{path} is {value}, described is {types:?}"));
        }
        if schema["enum"].is_array() && !list("enum").any(|word| word == value) {
            found.push(format!("{path} is {value}, described are {}", schema["enum"]));
        }
        for part in list("allOf") {
            self.own_faults(self.resolve(part), value, path, found);
        }
        if schema["oneOf"].is_array() {
            let tried: Vec<Vec<String>> = list("oneOf").map(|kind| self.tried(kind, value, path)).collect();
            if tried.iter().filter(|faults| faults.is_empty()).count() != 1 {
                found.push(format!("{path} is not exactly one of those described: {tried:?}"));
            }
        }
        if let Some(items) = value.as_array() {
            let (least, most) = (schema["minItems"].as_u64().unwrap_or(0), schema["maxItems"].as_u64().unwrap_or(u64::MAX));
            if !(least..=most).contains(&(items.len() as u64)) {
                found.push(format!("{path} has {} items, described are {least} to {most}", items.len()));
            }
            if schema["items"].is_object() {
                items.iter().enumerate().for_each(|(place, item)| self.faults(&schema["items"], item, &format!("{path}/{place}"), found));
            }
        }
        if let Some(members) = value.as_object() {
            found.extend(
                list("required")
                    .map(|name| name.as_str().unwrap())
                    .filter(|name| !members.contains_key(*name))
                    .map(|name| format!("{path}/{name} is missing")),
            );
            for (name, schema) in schema["properties"].as_object().into_iter().flatten() {
                if let Some(member) = members.get(name) {
                    self.faults(schema, member, &format!("{path}/{name}"), found);
                }
            }
        }
    }

    fn tried(&self, schema: &Value, value: &Value, path: &str) -> Vec<String> {
        let mut found = Vec::new();
        self.faults(schema, value, path, &mut found);
        found
    }

    fn members<'a>(&'a self, schema: &'a Value) -> BTreeSet<&'a str> {
        let schema = self.resolve(schema);
        let own = schema["properties"].as_object().into_iter().flatten().map(|(name, _)| name.as_str());
        let parts = ["allOf", "oneOf"].into_iter().flat_map(|part| schema[part].as_array().into_iter().flatten());
        own.chain(parts.flat_map(|part| self.members(part))).collect()
    }
}

fn is(name: &str, value: &Value) -> bool {
    match name {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        other => panic!("`{other}` is no type"),
    }
}

#[test]
fn a_wrong_answer_is_found() {
    let api = serde_json::json!({"paths": {"/a": {"get": {"responses": {"200": {"content": {"application/json": {"schema": {"allOf": [
        {"$ref": "#/components/schemas/A"}, {"type": "object", "required": ["n"], "properties": {"n": {"type": ["number", "null"]}}}]}}}}}}}},
        "components": {"schemas": {"A": {"type": "object", "required": ["w"], "properties": {"w": {"type": "string", "enum": ["x"]}}}}}});
    let schemas = Schemas(api);
    let faults = |value: Value| {
        let schema = &schemas.0["paths"]["/a"]["get"]["responses"]["200"]["content"]["application/json"]["schema"];
        schemas.tried(schema, &value, "").len()
    };
    assert_eq!(faults(serde_json::json!({"w": "x", "n": null})), 0);
    assert_eq!(faults(serde_json::json!({"w": "y", "n": 1})), 1);
    assert_eq!(faults(serde_json::json!({"w": "x"})), 1);
    assert_eq!(faults(serde_json::json!({"w": "x", "n": "1", "m": 1})), 2);
}
