//! SQL's path language for JSON (`lax $.items[*]?(@.price > 10).name`): text into a tree.

use crate::error::{ErrorKind, Result, SqlError};
use crate::functions::json_number::Number;

/// A path with its mode.
#[derive(Debug, Clone)]
pub(crate) struct JsonPath {
    /// Lax paths unwrap arrays and pass over what is not there; strict ones fail.
    pub(crate) lax: bool,
    pub(crate) root: Node,
}

#[derive(Debug, Clone)]
pub(crate) enum Node {
    /// `$`
    Context,
    /// `@`
    Current,
    /// `last`
    Last,
    /// `$name`
    Variable(String),
    Null,
    Bool(bool),
    Text(String),
    Number(Number),
    /// `.name`; `None` for `.*`
    Member(Box<Node>, Option<String>),
    /// `..name`
    Descendants(Box<Node>, String),
    /// `[a, b to c]`; nothing for `[*]`
    Elements(Box<Node>, Vec<(Node, Option<Node>)>),
    Filter(Box<Node>, Box<Predicate>),
    Method(Box<Node>, Method),
    Sign(bool, Box<Node>),
    Arithmetic(char, Box<Node>, Box<Node>),
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Method {
    Type,
    Size,
    Double,
    Ceiling,
    Floor,
    Abs,
    KeyValue,
}

#[derive(Debug, Clone)]
pub(crate) enum Predicate {
    And(Box<Predicate>, Box<Predicate>),
    Or(Box<Predicate>, Box<Predicate>),
    Not(Box<Predicate>),
    IsUnknown(Box<Predicate>),
    Exists(Node),
    StartsWith(Node, Node),
    Compare(Comparison, Node, Node),
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Comparison {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// How deep a path may nest.
const MAX_DEPTH: usize = 100;

impl JsonPath {
    /// Reads a path.
    ///
    /// # Errors
    /// When the text is no path, with what was expected; when it uses what Trino itself refuses.
    pub(crate) fn parse(text: &str) -> Result<Self> {
        let mut parser = Parser {
            text,
            at: 0,
            depth: 0,
        };
        let lax = parser.word("lax");
        if !lax && !parser.word("strict") {
            return Err(parser.expected("lax or strict"));
        }
        let root = parser.sum()?;
        parser.skip();
        if parser.at < text.len() {
            return Err(parser.expected("the end of the path"));
        }
        Ok(Self { lax, root })
    }

    /// The names of the values that the path wants passed.
    pub(crate) fn variables(&self) -> Vec<&str> {
        let mut names = Vec::new();
        collect(&self.root, &mut names);
        names
    }
}

fn collect<'a>(node: &'a Node, names: &mut Vec<&'a str>) {
    match node {
        Node::Variable(name) => names.push(name),
        Node::Member(base, _)
        | Node::Descendants(base, _)
        | Node::Method(base, _)
        | Node::Sign(_, base) => collect(base, names),
        Node::Elements(base, subscripts) => {
            collect(base, names);
            for (from, to) in subscripts {
                collect(from, names);
                to.iter().for_each(|to| collect(to, names));
            }
        }
        Node::Filter(base, predicate) => {
            collect(base, names);
            collect_predicate(predicate, names);
        }
        Node::Arithmetic(_, left, right) => {
            collect(left, names);
            collect(right, names);
        }
        _ => {}
    }
}

fn collect_predicate<'a>(predicate: &'a Predicate, names: &mut Vec<&'a str>) {
    match predicate {
        Predicate::And(left, right) | Predicate::Or(left, right) => {
            collect_predicate(left, names);
            collect_predicate(right, names);
        }
        Predicate::Not(inner) | Predicate::IsUnknown(inner) => collect_predicate(inner, names),
        Predicate::Exists(node) => collect(node, names),
        Predicate::StartsWith(left, right) | Predicate::Compare(_, left, right) => {
            collect(left, names);
            collect(right, names);
        }
    }
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
}

impl Parser<'_> {
    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    fn skip(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
    }

    fn expected(&self, what: &str) -> SqlError {
        SqlError::new(
            ErrorKind::Refused,
            format!(
                "JSON path '{}': expected {what} at character {}",
                self.text,
                self.text[..self.at].chars().count() + 1
            ),
        )
    }

    fn symbol(&mut self, symbol: &str) -> bool {
        self.skip();
        let stands = self.rest().starts_with(symbol);
        self.at += if stands { symbol.len() } else { 0 };
        stands
    }

    fn must(&mut self, symbol: &str) -> Result<()> {
        if self.symbol(symbol) {
            Ok(())
        } else {
            Err(self.expected(&format!("`{symbol}`")))
        }
    }

    /// A name of letters, digits and `_`; nothing if none stands here.
    fn name(&mut self) -> Option<String> {
        self.skip();
        let rest = self.rest();
        let end = rest
            .find(|c: char| !(c.is_alphanumeric() || c == '_'))
            .unwrap_or(rest.len());
        let name = &rest[..end];
        if name.is_empty() || name.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let name = name.to_owned();
        self.at += end;
        Some(name)
    }

    fn word(&mut self, wanted: &str) -> bool {
        let before = self.at;
        if self.name().as_deref() == Some(wanted) {
            return true;
        }
        self.at = before;
        false
    }

    fn deeper<T>(&mut self, parse: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(self.expected("a path that nests less"));
        }
        let parsed = parse(self);
        self.depth -= 1;
        parsed
    }

    fn sum(&mut self) -> Result<Node> {
        let mut left = self.product()?;
        loop {
            let sign = if self.symbol("+") {
                '+'
            } else if self.symbol("-") {
                '-'
            } else {
                return Ok(left);
            };
            left = Node::Arithmetic(sign, Box::new(left), Box::new(self.product()?));
        }
    }

    fn product(&mut self) -> Result<Node> {
        let mut left = self.signed()?;
        loop {
            let sign = if self.symbol("*") {
                '*'
            } else if self.symbol("/") {
                '/'
            } else if self.symbol("%") {
                '%'
            } else {
                return Ok(left);
            };
            left = Node::Arithmetic(sign, Box::new(left), Box::new(self.signed()?));
        }
    }

    fn signed(&mut self) -> Result<Node> {
        for (symbol, negative) in [("-", true), ("+", false)] {
            if self.symbol(symbol) {
                let inner = self.deeper(Self::signed)?;
                return Ok(Node::Sign(negative, Box::new(inner)));
            }
        }
        self.accessors()
    }

    fn accessors(&mut self) -> Result<Node> {
        let mut node = self.primary()?;
        loop {
            node = if self.symbol("..") {
                let name = self.key()?;
                Node::Descendants(Box::new(node), name)
            } else if self.symbol(".") {
                self.member(node)?
            } else if self.symbol("[") {
                self.subscripts(node)?
            } else if self.symbol("?") {
                self.must("(")?;
                let predicate = self.deeper(Self::disjunction)?;
                self.must(")")?;
                Node::Filter(Box::new(node), Box::new(predicate))
            } else {
                return Ok(node);
            };
        }
    }

    fn key(&mut self) -> Result<String> {
        if let Some(text) = self.text_literal()? {
            return Ok(text);
        }
        self.name().ok_or_else(|| self.expected("a member's name"))
    }

    fn member(&mut self, base: Node) -> Result<Node> {
        if self.symbol("*") {
            return Ok(Node::Member(Box::new(base), None));
        }
        if let Some(text) = self.text_literal()? {
            return Ok(Node::Member(Box::new(base), Some(text)));
        }
        let name = self.key()?;
        let method = match name.as_str() {
            "type" => Some(Method::Type),
            "size" => Some(Method::Size),
            "double" => Some(Method::Double),
            "ceiling" => Some(Method::Ceiling),
            "floor" => Some(Method::Floor),
            "abs" => Some(Method::Abs),
            "keyvalue" => Some(Method::KeyValue),
            _ => None,
        };
        let before = self.at;
        if self.symbol("(") {
            if let Some(method) = method {
                self.must(")")?;
                return Ok(Node::Method(Box::new(base), method));
            }
            self.at = before;
            return Err(SqlError::unsupported(format!(
                "JSON path '{}': method {name}() is not supported",
                self.text
            )));
        }
        Ok(Node::Member(Box::new(base), Some(name)))
    }

    fn subscripts(&mut self, base: Node) -> Result<Node> {
        if self.symbol("*") {
            self.must("]")?;
            return Ok(Node::Elements(Box::new(base), vec![]));
        }
        let mut subscripts = Vec::new();
        loop {
            let from = self.deeper(Self::sum)?;
            let to = if self.word("to") {
                Some(self.deeper(Self::sum)?)
            } else {
                None
            };
            subscripts.push((from, to));
            if self.symbol("]") {
                return Ok(Node::Elements(Box::new(base), subscripts));
            }
            self.must(",")?;
        }
    }

    fn primary(&mut self) -> Result<Node> {
        if self.symbol("$") {
            let follows_directly = self
                .rest()
                .starts_with(|c: char| c.is_alphabetic() || c == '_');
            return Ok(match follows_directly {
                true => Node::Variable(self.name().unwrap_or_default()),
                false => Node::Context,
            });
        }
        if self.symbol("@") {
            return Ok(Node::Current);
        }
        if self.symbol("(") {
            let inner = self.deeper(Self::sum)?;
            self.must(")")?;
            return Ok(inner);
        }
        if let Some(text) = self.text_literal()? {
            return Ok(Node::Text(text));
        }
        if let Some(number) = self.number()? {
            return Ok(Node::Number(number));
        }
        let before = self.at;
        match self.name().as_deref() {
            Some("last") => Ok(Node::Last),
            Some("null") => Ok(Node::Null),
            Some("true") => Ok(Node::Bool(true)),
            Some("false") => Ok(Node::Bool(false)),
            _ => {
                self.at = before;
                Err(self.expected("`$`, `@` or a value"))
            }
        }
    }

    fn number(&mut self) -> Result<Option<Number>> {
        self.skip();
        let rest = self.rest().as_bytes();
        let digits = |from: usize| {
            rest[from..]
                .iter()
                .take_while(|b| b.is_ascii_digit())
                .count()
        };
        let mut end = digits(0);
        let fraction = rest.get(end) == Some(&b'.')
            && (digits(end + 1) > 0 || (end > 0 && rest.get(end + 1) != Some(&b'.')))
            && !rest.get(end + 1).is_some_and(u8::is_ascii_alphabetic);
        if fraction {
            end += 1 + digits(end + 1);
        }
        if end == 0 {
            return Ok(None);
        }
        if rest.get(end).is_some_and(|b| matches!(b, b'e' | b'E')) {
            let sign = usize::from(rest.get(end + 1).is_some_and(|b| matches!(b, b'+' | b'-')));
            let exponent = digits(end + 1 + sign);
            if exponent > 0 {
                end += 1 + sign + exponent;
            }
        }
        let text = &self.text[self.at..self.at + end];
        let number = Number::literal(text).ok_or_else(|| self.expected("a number that fits"))?;
        self.at += end;
        Ok(Some(number))
    }

    /// `"text"`, with JSON's escapes.
    fn text_literal(&mut self) -> Result<Option<String>> {
        self.skip();
        if !self.rest().starts_with('"') {
            return Ok(None);
        }
        let mut end = None;
        let mut escaped = false;
        for (i, c) in self.rest().char_indices().skip(1) {
            match c {
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '"' => {
                    end = Some(i + 1);
                    break;
                }
                _ => {}
            }
        }
        let end = end.ok_or_else(|| self.expected("the closing `\"`"))?;
        match super::json_value::parse(&self.rest()[..end]) {
            Some(super::json_value::Json::String(text)) => {
                self.at += end;
                Ok(Some(text))
            }
            _ => Err(self.expected("a text")),
        }
    }

    fn disjunction(&mut self) -> Result<Predicate> {
        let mut left = self.conjunction()?;
        while self.symbol("||") {
            left = Predicate::Or(Box::new(left), Box::new(self.conjunction()?));
        }
        Ok(left)
    }

    fn conjunction(&mut self) -> Result<Predicate> {
        let mut left = self.test()?;
        while self.symbol("&&") {
            left = Predicate::And(Box::new(left), Box::new(self.test()?));
        }
        Ok(left)
    }

    /// `exists(path)` or `(predicate)`.
    fn delimited(&mut self) -> Result<Option<Predicate>> {
        let before = self.at;
        if self.word("exists") && self.symbol("(") {
            let path = self.deeper(Self::sum)?;
            self.must(")")?;
            return Ok(Some(Predicate::Exists(path)));
        }
        self.at = before;
        if self.symbol("(")
            && let Ok(inner) = self.deeper(Self::disjunction)
            && self.symbol(")")
        {
            return Ok(Some(inner));
        }
        self.at = before;
        Ok(None)
    }

    fn test(&mut self) -> Result<Predicate> {
        let before = self.at;
        if self.symbol("!") && !self.rest().starts_with('=') {
            let inner = self
                .delimited()?
                .ok_or_else(|| self.expected("`(` or exists"))?;
            return Ok(Predicate::Not(Box::new(inner)));
        }
        self.at = before;
        if let Some(inner) = self.delimited()? {
            if self.word("is") {
                if !self.word("unknown") {
                    return Err(self.expected("unknown"));
                }
                return Ok(Predicate::IsUnknown(Box::new(inner)));
            }
            return Ok(inner);
        }
        let left = self.sum()?;
        if self.word("starts") {
            if !self.word("with") {
                return Err(self.expected("with"));
            }
            return Ok(Predicate::StartsWith(left, self.primary()?));
        }
        if self.word("like_regex") {
            return Err(SqlError::refused(
                "like_regex in a JSON path is not supported by Athena",
            ));
        }
        let comparison = [
            ("==", Comparison::Equal),
            ("<>", Comparison::NotEqual),
            ("!=", Comparison::NotEqual),
            ("<=", Comparison::LessOrEqual),
            (">=", Comparison::GreaterOrEqual),
            ("<", Comparison::Less),
            (">", Comparison::Greater),
        ]
        .into_iter()
        .find(|(symbol, _)| self.symbol(symbol));
        match comparison {
            Some((_, comparison)) => Ok(Predicate::Compare(comparison, left, self.sum()?)),
            None => Err(self.expected("a comparison")),
        }
    }
}
