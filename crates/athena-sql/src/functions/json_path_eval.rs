//! What a JSON path finds in a value: lax and strict mode, filters with three truth values, item methods.

use std::cmp::Ordering;

use crate::functions::json_number::Number;
use crate::functions::json_path::{Comparison, JsonPath, Method, Node, Predicate};
use crate::functions::json_value::Json;

/// One item of a sequence: a part of the input, or what the path made.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Item<'a> {
    Part(&'a Json),
    Made(Json),
    Number(Number),
}

/// The path cannot be evaluated; what ON ERROR is for.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct PathError(pub(crate) &'static str);

type Sequence<'a> = Result<Vec<Item<'a>>, PathError>;

const STRUCTURE: PathError = PathError("the structure does not fit the path");
const NOT_A_NUMBER: PathError = PathError("an operand is no number");
const ARITHMETIC: PathError = PathError("arithmetic failed");
const NOT_ONE: PathError = PathError("an operand must be one item");

impl<'a> Item<'a> {
    pub(crate) fn json(&self) -> Option<&Json> {
        match self {
            Self::Part(json) => Some(json),
            Self::Made(json) => Some(json),
            Self::Number(_) => None,
        }
    }

    pub(crate) fn number(&self) -> Option<Number> {
        match self {
            Self::Number(number) => Some(*number),
            item => match item.json()? {
                Json::Number(text) => Number::of_json(text),
                _ => None,
            },
        }
    }

    pub(crate) fn text(&self) -> Option<&str> {
        match self.json()? {
            Json::String(text) => Some(text),
            _ => None,
        }
    }

    /// The item as JSON text.
    pub(crate) fn to_json(&self) -> String {
        match self {
            Self::Number(number) => number.to_json(),
            item => item.json().map(Json::to_text).unwrap_or_default(),
        }
    }

    fn is_null(&self) -> bool {
        self.json() == Some(&Json::Null)
    }

    fn is_array(&self) -> bool {
        matches!(self.json(), Some(Json::Array(_)))
    }

    fn into_elements(self) -> Vec<Item<'a>> {
        match self {
            Self::Part(Json::Array(items)) => items.iter().map(Item::Part).collect(),
            Self::Made(Json::Array(items)) => items.into_iter().map(Item::Made).collect(),
            other => vec![other],
        }
    }

    fn into_members(self) -> Option<Vec<(String, Item<'a>)>> {
        match self {
            Self::Part(Json::Object(fields)) => Some(
                fields
                    .iter()
                    .map(|(name, value)| (name.clone(), Item::Part(value)))
                    .collect(),
            ),
            Self::Made(Json::Object(fields)) => Some(
                fields
                    .into_iter()
                    .map(|(name, value)| (name, Item::Made(value)))
                    .collect(),
            ),
            _ => None,
        }
    }
}

/// The values passed under a name.
pub(crate) type Passed<'a> = Vec<(&'a str, Item<'a>)>;

/// The items that `path` finds in `input`.
///
/// # Errors
/// Where the path fails: always a matter for ON ERROR.
pub(crate) fn evaluate<'a>(
    path: &'a JsonPath,
    input: &'a Json,
    passed: &Passed<'a>,
) -> Sequence<'a> {
    let evaluation = Evaluation {
        lax: path.lax,
        input,
        passed,
    };
    let mut scope = Scope {
        current: None,
        last: None,
        objects: 0,
    };
    evaluation.node(&path.root, &mut scope)
}

struct Evaluation<'a, 'p> {
    lax: bool,
    input: &'a Json,
    passed: &'p Passed<'a>,
}

struct Scope<'a> {
    current: Option<Item<'a>>,
    last: Option<i64>,
    /// Objects that keyvalue() has numbered.
    objects: i32,
}

impl<'a> Evaluation<'a, '_> {
    fn node(&self, node: &'a Node, scope: &mut Scope<'a>) -> Sequence<'a> {
        Ok(match node {
            Node::Context => vec![Item::Part(self.input)],
            Node::Current => scope.current.clone().into_iter().collect(),
            Node::Last => match scope.last {
                #[expect(clippy::cast_possible_truncation, reason = "the length of an array")]
                Some(last) => vec![Item::Number(Number::Integer(last as i32))],
                None => return Err(PathError("`last` outside of a subscript")),
            },
            Node::Variable(name) => self
                .passed
                .iter()
                .find(|(known, _)| known == name)
                .map(|(_, item)| item.clone())
                .into_iter()
                .collect(),
            Node::Null => vec![Item::Made(Json::Null)],
            Node::Bool(flag) => vec![Item::Made(Json::Bool(*flag))],
            Node::Text(text) => vec![Item::Made(Json::String(text.clone()))],
            Node::Number(number) => vec![Item::Number(*number)],
            Node::Member(base, name) => {
                self.members(self.unwrapped(base, scope)?, name.as_deref())?
            }
            Node::Descendants(base, name) => {
                let mut found = Vec::new();
                for item in self.node(base, scope)? {
                    descend(item, name, &mut found);
                }
                found
            }
            Node::Elements(base, subscripts) => self.elements(base, subscripts, scope)?,
            Node::Filter(base, predicate) => {
                let outer = scope.current.take();
                scope.current.clone_from(&outer);
                let mut kept = Vec::new();
                for item in self.unwrapped(base, scope)? {
                    scope.current = Some(item.clone());
                    if self.predicate(predicate, scope) == Some(true) {
                        kept.push(item);
                    }
                }
                scope.current = outer;
                kept
            }
            Node::Method(base, method) => self.method(base, *method, scope)?,
            Node::Sign(negative, base) => self
                .unwrapped(base, scope)?
                .into_iter()
                .map(|item| {
                    let number = item.number().ok_or(NOT_A_NUMBER)?;
                    let number = if *negative {
                        number.negate().ok_or(ARITHMETIC)?
                    } else {
                        number
                    };
                    Ok(Item::Number(number))
                })
                .collect::<Sequence>()?,
            Node::Arithmetic(symbol, left, right) => {
                let (left, right) = (self.operand(left, scope)?, self.operand(right, scope)?);
                let result = left.arithmetic(*symbol, right).ok_or(ARITHMETIC)?;
                vec![Item::Number(result)]
            }
        })
    }

    /// The items of a node; in lax mode the elements in place of arrays.
    fn unwrapped(&self, node: &'a Node, scope: &mut Scope<'a>) -> Sequence<'a> {
        let items = self.node(node, scope)?;
        Ok(if self.lax {
            items.into_iter().flat_map(Item::into_elements).collect()
        } else {
            items
        })
    }

    fn operand(&self, node: &'a Node, scope: &mut Scope<'a>) -> Result<Number, PathError> {
        match self.unwrapped(node, scope)?.as_slice() {
            [item] => item.number().ok_or(NOT_A_NUMBER),
            _ => Err(NOT_ONE),
        }
    }

    fn members(&self, items: Vec<Item<'a>>, name: Option<&str>) -> Sequence<'a> {
        let mut found = Vec::new();
        for item in items {
            let Some(members) = item.into_members() else {
                if self.lax {
                    continue;
                }
                return Err(STRUCTURE);
            };
            match name {
                None => found.extend(members.into_iter().map(|(_, value)| value)),
                Some(name) => match members.into_iter().find(|(known, _)| known == name) {
                    Some((_, value)) => found.push(value),
                    None if self.lax => {}
                    None => return Err(STRUCTURE),
                },
            }
        }
        Ok(found)
    }

    fn elements(
        &self,
        base: &'a Node,
        subscripts: &'a [(Node, Option<Node>)],
        scope: &mut Scope<'a>,
    ) -> Sequence<'a> {
        let mut found = Vec::new();
        for item in self.node(base, scope)? {
            if !item.is_array() && !self.lax {
                return Err(STRUCTURE);
            }
            let elements = item.into_elements();
            if subscripts.is_empty() {
                found.extend(elements);
                continue;
            }
            let length = i64::try_from(elements.len()).unwrap_or(i64::MAX);
            let outer = scope.last.replace(length - 1);
            for (from, to) in subscripts {
                let from = self.index(from, scope)?;
                let to = match to {
                    Some(to) => self.index(to, scope)?,
                    None => from,
                };
                if !self.lax && (from < 0 || from >= length || to >= length || from > to) {
                    return Err(STRUCTURE);
                }
                for i in from.max(0)..=to.min(length - 1) {
                    found.extend(
                        usize::try_from(i)
                            .ok()
                            .and_then(|i| elements.get(i).cloned()),
                    );
                }
            }
            scope.last = outer;
        }
        Ok(found)
    }

    fn index(&self, node: &'a Node, scope: &mut Scope<'a>) -> Result<i64, PathError> {
        match self.node(node, scope)?.as_slice() {
            [item] => item.number().and_then(Number::to_index).ok_or(NOT_A_NUMBER),
            _ => Err(NOT_ONE),
        }
    }

    fn method(&self, base: &'a Node, method: Method, scope: &mut Scope<'a>) -> Sequence<'a> {
        let items = match method {
            Method::Type | Method::Size => self.node(base, scope)?,
            _ => self.unwrapped(base, scope)?,
        };
        let mut found = Vec::with_capacity(items.len());
        for item in items {
            found.push(match method {
                Method::Type => Item::Made(Json::String(type_name(&item).to_owned())),
                Method::Size => {
                    let size = match item.json() {
                        Some(Json::Array(items)) => items.len(),
                        _ if self.lax => 1,
                        _ => return Err(STRUCTURE),
                    };
                    Item::Number(Number::Integer(i32::try_from(size).unwrap_or(i32::MAX)))
                }
                Method::Double => {
                    Item::Number(Number::Double(match (item.number(), item.text()) {
                        (Some(number), _) => number.to_double(),
                        (None, Some(text)) => super::cast::java_float(text)
                            .and_then(|text| text.parse().ok())
                            .ok_or(NOT_A_NUMBER)?,
                        _ => return Err(NOT_A_NUMBER),
                    }))
                }
                Method::KeyValue => {
                    let id = scope.objects;
                    scope.objects += 1;
                    let members = item.into_members().ok_or(STRUCTURE)?;
                    for (name, value) in members {
                        let value = match value {
                            Item::Part(json) => json.clone(),
                            Item::Made(json) => json,
                            Item::Number(number) => Json::Number(number.to_json()),
                        };
                        found.push(Item::Made(Json::Object(vec![
                            ("name".to_owned(), Json::String(name)),
                            ("value".to_owned(), value),
                            ("id".to_owned(), Json::Number(id.to_string())),
                        ])));
                    }
                    continue;
                }
                Method::Ceiling | Method::Floor | Method::Abs => {
                    let number = item.number().ok_or(NOT_A_NUMBER)?;
                    let result = match method {
                        Method::Ceiling => number.ceiling(),
                        Method::Floor => number.floor(),
                        _ => number.abs(),
                    };
                    Item::Number(result.ok_or(ARITHMETIC)?)
                }
            });
        }
        Ok(found)
    }

    /// True, false, or nothing where it is unknown.
    fn predicate(&self, predicate: &'a Predicate, scope: &mut Scope<'a>) -> Option<bool> {
        match predicate {
            Predicate::And(left, right) => {
                match (self.predicate(left, scope), self.predicate(right, scope)) {
                    (Some(false), _) | (_, Some(false)) => Some(false),
                    (Some(true), Some(true)) => Some(true),
                    _ => None,
                }
            }
            Predicate::Or(left, right) => {
                match (self.predicate(left, scope), self.predicate(right, scope)) {
                    (Some(true), _) | (_, Some(true)) => Some(true),
                    (Some(false), Some(false)) => Some(false),
                    _ => None,
                }
            }
            Predicate::Not(inner) => self.predicate(inner, scope).map(|truth| !truth),
            Predicate::IsUnknown(inner) => Some(self.predicate(inner, scope).is_none()),
            Predicate::Exists(node) => self.node(node, scope).ok().map(|found| !found.is_empty()),
            Predicate::StartsWith(whole, start) => {
                let whole = self.unwrapped(whole, scope).ok()?;
                let start = self.unwrapped(start, scope).ok()?;
                let [start] = start.as_slice() else {
                    return None;
                };
                let start = start.text()?;
                let mut found = false;
                for item in &whole {
                    found |= item.text()?.starts_with(start);
                    if found && self.lax {
                        break;
                    }
                }
                Some(found)
            }
            Predicate::Compare(comparison, left, right) => {
                let left = self.unwrapped(left, scope).ok()?;
                let right = self.unwrapped(right, scope).ok()?;
                self.compare(*comparison, &left, &right)
            }
        }
    }

    fn compare(&self, comparison: Comparison, left: &[Item], right: &[Item]) -> Option<bool> {
        let structure = |item: &Item| matches!(item.json(), Some(Json::Array(_) | Json::Object(_)));
        if left.is_empty() || right.is_empty() {
            return Some(false);
        }
        if left.iter().chain(right).any(structure) {
            return None;
        }
        let mut found = false;
        for a in left {
            for b in right {
                found |= match (a.is_null(), b.is_null()) {
                    (true, true) => comparison == Comparison::Equal,
                    (true, false) | (false, true) => comparison == Comparison::NotEqual,
                    (false, false) => holds(comparison, order(a, b)?),
                };
                if found && self.lax {
                    return Some(true);
                }
            }
        }
        Some(found)
    }
}

fn holds(comparison: Comparison, order: Option<Ordering>) -> bool {
    let Some(order) = order else {
        // NaN
        return comparison == Comparison::NotEqual;
    };
    match comparison {
        Comparison::Equal => order.is_eq(),
        Comparison::NotEqual => order.is_ne(),
        Comparison::Less => order.is_lt(),
        Comparison::LessOrEqual => order.is_le(),
        Comparison::Greater => order.is_gt(),
        Comparison::GreaterOrEqual => order.is_ge(),
    }
}

/// The order of two scalars of one kind; nothing for two kinds.
fn order(a: &Item, b: &Item) -> Option<Option<Ordering>> {
    if let (Some(a), Some(b)) = (a.number(), b.number()) {
        return Some(a.compare(b));
    }
    match (a.json()?, b.json()?) {
        (Json::String(a), Json::String(b)) => Some(Some(a.cmp(b))),
        (Json::Bool(a), Json::Bool(b)) => Some(Some(a.cmp(b))),
        _ => None,
    }
}

fn type_name(item: &Item) -> &'static str {
    match item.json() {
        None | Some(Json::Number(_)) => "number",
        Some(Json::Null) => "null",
        Some(Json::Bool(_)) => "boolean",
        Some(Json::String(_)) => "string",
        Some(Json::Array(_)) => "array",
        Some(Json::Object(_)) => "object",
    }
}

/// All members of that name, the outer before the inner.
fn descend<'a>(item: Item<'a>, name: &str, found: &mut Vec<Item<'a>>) {
    if item.is_array() {
        for element in item.into_elements() {
            descend(element, name, found);
        }
    } else if let Some(members) = item.into_members() {
        found.extend(
            members
                .iter()
                .find(|(known, _)| known == name)
                .map(|(_, value)| value.clone()),
        );
        for (_, value) in members {
            descend(value, name, found);
        }
    }
}
