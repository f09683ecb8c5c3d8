//! Column types, written as Glue writes them: `decimal(12,2)`, `array<struct<sku:string,qty:int>>`.

use std::fmt;

/// Most digits that a `decimal` holds, and most significant digits of a DynamoDB number.
pub const MAX_PRECISION: u8 = 38;

/// The type of a column, of a list element, of a map value or of a struct field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ColumnType {
    /// UTF-8 text: from `S`, or the exact text of an `N`.
    String,
    /// From `BOOL`.
    Boolean,
    /// 32 bit integer, from an `N` without fraction.
    Int,
    /// 64 bit integer, from an `N` without fraction.
    Bigint,
    /// 32 bit binary floating point: the nearest to an `N`.
    Float,
    /// 64 bit binary floating point: the nearest to an `N`.
    Double,
    /// Exact decimal, from an `N` that needs no more than `scale` fraction digits.
    Decimal {
        /// Digits in all, 1 to 38.
        precision: u8,
        /// Digits after the point, at most `precision`.
        scale: u8,
    },
    /// Calendar day, from an `S` like `2026-11-20`.
    Date,
    /// Instant in UTC to the millisecond, from an ISO 8601 `S` or from an `N` with a unit.
    Timestamp,
    /// Bytes, from `B`.
    Binary,
    /// List, from `L`, or from a set of the element's kind (`SS`, `NS`, `BS`).
    Array(Box<ColumnType>),
    /// Map with text keys, from an `M` with free keys.
    Map(Box<ColumnType>),
    /// Record, from an `M` with known keys.
    Struct(Vec<Field>),
    /// Any attribute as plain JSON text (sets as arrays, binary as base64), stored as a string.
    Json,
    /// Any attribute as DynamoDB JSON, as it came, stored as a string: exact for every type, null and sets included.
    Dynamodb,
}

/// A field of a [`ColumnType::Struct`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Lower-case name; matches the attribute exactly, or else without regard to case.
    pub name: String,
    /// The field's type.
    pub ty: ColumnType,
}

/// Why a text is not a column type.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct TypeError {
    /// What is wrong and what to write, in one line.
    pub message: String,
}

impl ColumnType {
    /// Parses a type as a definition writes it; spaces are allowed between tokens, upper case is folded.
    ///
    /// # Errors
    /// An unknown name, a precision outside 1 to 38, a scale above the precision, a map key that is not `string`,
    /// a struct with no fields, with a field name that is not `a-z 0-9 _`, or with the same field twice.
    pub fn parse(text: &str) -> Result<Self, TypeError> {
        let mut parser = Parser { rest: text.trim() };
        let ty = parser.ty(0)?;
        match parser.rest.trim_start() {
            "" => Ok(ty),
            rest => Err(error(format!("unexpected `{rest}` after the type"))),
        }
    }

    /// The type as the Glue catalog stores it: `json` and `dynamodb` become `string`, there are no spaces.
    #[must_use]
    pub fn glue(&self) -> String {
        match self {
            Self::Json | Self::Dynamodb => "string".into(),
            Self::Array(element) => format!("array<{}>", element.glue()),
            Self::Map(value) => format!("map<string,{}>", value.glue()),
            Self::Struct(fields) => {
                let fields: Vec<_> = fields
                    .iter()
                    .map(|f| format!("{}:{}", f.name, f.ty.glue()))
                    .collect();
                format!("struct<{}>", fields.join(","))
            }
            scalar => scalar.to_string(),
        }
    }

    /// True when files of this type are read under the other one with the same values, by Athena too: more digits, more bits, more
    /// fields, inside of lists, maps and structs as well.
    #[must_use]
    pub fn widens_to(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Int, Self::Bigint) | (Self::Float, Self::Double) => true,
            (
                Self::Decimal { precision, scale },
                Self::Decimal {
                    precision: wider,
                    scale: finer,
                },
            ) => {
                finer >= scale
                    && i16::from(*wider) - i16::from(*finer)
                        >= i16::from(*precision) - i16::from(*scale)
            }
            (Self::Array(a), Self::Array(b)) | (Self::Map(a), Self::Map(b)) => a.widens_to(b),
            (Self::Struct(a), Self::Struct(b)) => a.iter().all(|field| {
                b.iter()
                    .any(|other| other.name == field.name && field.ty.widens_to(&other.ty))
            }),
            (a, b) => a == b,
        }
    }

    /// True for the types that hold one value, not a list, map or struct.
    #[must_use]
    pub fn is_scalar(&self) -> bool {
        !matches!(self, Self::Array(_) | Self::Map(_) | Self::Struct(_))
    }
}

/// Writes the type as a definition does; [`ColumnType::parse`] reads it back.
impl fmt::Display for ColumnType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::String => f.write_str("string"),
            Self::Boolean => f.write_str("boolean"),
            Self::Int => f.write_str("int"),
            Self::Bigint => f.write_str("bigint"),
            Self::Float => f.write_str("float"),
            Self::Double => f.write_str("double"),
            Self::Decimal { precision, scale } => write!(f, "decimal({precision},{scale})"),
            Self::Date => f.write_str("date"),
            Self::Timestamp => f.write_str("timestamp"),
            Self::Binary => f.write_str("binary"),
            Self::Json => f.write_str("json"),
            Self::Dynamodb => f.write_str("dynamodb"),
            Self::Array(element) => write!(f, "array<{element}>"),
            Self::Map(value) => write!(f, "map<string,{value}>"),
            Self::Struct(fields) => {
                f.write_str("struct<")?;
                for (i, field) in fields.iter().enumerate() {
                    let comma = if i == 0 { "" } else { "," };
                    write!(f, "{comma}{}:{}", field.name, field.ty)?;
                }
                f.write_str(">")
            }
        }
    }
}

/// True for a name that Athena takes without surprises: `a-z 0-9 _`, not starting with a digit, at most 255 long.
#[must_use]
pub fn is_column_name(name: &str) -> bool {
    let legal = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_';
    !name.is_empty()
        && name.len() <= 255
        && !name.as_bytes()[0].is_ascii_digit()
        && name.bytes().all(legal)
}

/// `name` folded to a legal column name: lower case, every other run of characters one `_`.
#[must_use]
pub fn suggest_name(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars() {
        let c = c.to_ascii_lowercase();
        if c.is_ascii_lowercase() || c.is_ascii_digit() {
            if out.is_empty() && c.is_ascii_digit() {
                out.push('_');
            }
            out.push(c);
        } else if !out.ends_with('_') {
            out.push('_');
        }
    }
    if out.is_empty() { "_".into() } else { out }
}

/// Types nest in the file format's metadata and in every reader; DynamoDB itself stops at 32 levels.
const MAX_DEPTH: usize = 32;

struct Parser<'a> {
    rest: &'a str,
}

impl Parser<'_> {
    fn ty(&mut self, depth: usize) -> Result<ColumnType, TypeError> {
        if depth > MAX_DEPTH {
            return Err(error(format!("a type nests at most {MAX_DEPTH} deep")));
        }
        let name = self.word();
        Ok(match name.as_str() {
            "string" => ColumnType::String,
            "boolean" => ColumnType::Boolean,
            "int" => ColumnType::Int,
            "bigint" => ColumnType::Bigint,
            "float" => ColumnType::Float,
            "double" => ColumnType::Double,
            "date" => ColumnType::Date,
            "timestamp" => ColumnType::Timestamp,
            "binary" => ColumnType::Binary,
            "json" => ColumnType::Json,
            "dynamodb" => ColumnType::Dynamodb,
            "decimal" => self.decimal()?,
            "array" => {
                self.expect('<', "array<string>")?;
                let element = self.ty(depth + 1)?;
                self.expect('>', "array<string>")?;
                ColumnType::Array(Box::new(element))
            }
            "map" => {
                self.expect('<', "map<string,int>")?;
                if self.ty(depth + 1)? != ColumnType::String {
                    return Err(error("a map's key is `string`: write map<string,…>".into()));
                }
                self.expect(',', "map<string,int>")?;
                let value = self.ty(depth + 1)?;
                self.expect('>', "map<string,int>")?;
                ColumnType::Map(Box::new(value))
            }
            "struct" => self.fields(depth)?,
            other => return Err(unknown(other)),
        })
    }

    fn decimal(&mut self) -> Result<ColumnType, TypeError> {
        self.expect('(', "decimal(12,2)")?;
        let precision = self.number()?;
        self.expect(',', "decimal(12,2)")?;
        let scale = self.number()?;
        self.expect(')', "decimal(12,2)")?;
        if !(1..=u32::from(MAX_PRECISION)).contains(&precision) {
            return Err(error(format!(
                "decimal precision is 1 to {MAX_PRECISION}, not {precision}"
            )));
        }
        if scale > precision {
            return Err(error(format!(
                "decimal scale is at most the precision {precision}, not {scale}"
            )));
        }
        Ok(ColumnType::Decimal {
            precision: precision as u8,
            scale: scale as u8,
        })
    }

    fn fields(&mut self, depth: usize) -> Result<ColumnType, TypeError> {
        const EXAMPLE: &str = "struct<city:string,zip:string>";
        self.expect('<', EXAMPLE)?;
        let mut fields: Vec<Field> = Vec::new();
        loop {
            let name = self.raw_word();
            if !is_column_name(&name) {
                let instead = if name.is_empty() {
                    EXAMPLE.into()
                } else {
                    suggest_name(&name)
                };
                return Err(error(format!(
                    "`{name}` is not a struct field name (a-z 0-9 _): write `{instead}`"
                )));
            }
            if fields.iter().any(|f| f.name == name) {
                return Err(error(format!("struct field `{name}` stands twice")));
            }
            self.expect(':', EXAMPLE)?;
            let ty = self.ty(depth + 1)?;
            fields.push(Field { name, ty });
            if !self.eat(',') {
                self.expect('>', EXAMPLE)?;
                return Ok(ColumnType::Struct(fields));
            }
        }
    }

    fn raw_word(&mut self) -> String {
        self.rest = self.rest.trim_start();
        let end = self
            .rest
            .find(|c: char| "<>(),:".contains(c) || c.is_whitespace())
            .unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest;
        word.to_string()
    }

    fn word(&mut self) -> String {
        self.raw_word().to_ascii_lowercase()
    }

    fn number(&mut self) -> Result<u32, TypeError> {
        let word = self.word();
        word.parse().map_err(|_| {
            error(format!(
                "expected a number, found `{word}`: write decimal(12,2)"
            ))
        })
    }

    fn eat(&mut self, c: char) -> bool {
        self.rest = self.rest.trim_start();
        match self.rest.strip_prefix(c) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn expect(&mut self, c: char, example: &str) -> Result<(), TypeError> {
        if self.eat(c) {
            return Ok(());
        }
        let found = self
            .rest
            .chars()
            .next()
            .map_or("the end".to_string(), |c| format!("`{c}`"));
        Err(error(format!(
            "expected `{c}`, found {found}: write for example {example}"
        )))
    }
}

fn unknown(name: &str) -> TypeError {
    let instead = match name {
        "" => return error("a type is missing".into()),
        "str" | "text" | "varchar" | "char" | "uuid" => "string",
        "bool" => "boolean",
        "integer" | "int32" | "smallint" | "tinyint" => "int",
        "long" | "int64" | "number" => "bigint",
        "real" | "float32" => "float",
        "float64" => "double",
        "numeric" => "decimal(38,9)",
        "datetime" | "time" => "timestamp",
        "bytes" | "blob" | "varbinary" => "binary",
        "list" | "set" => "array<…>",
        "object" | "row" | "record" => "struct<…>",
        _ => {
            "string, boolean, int, bigint, float, double, decimal(p,s), date, timestamp, binary, json, dynamodb, array<…>, map<string,…> or struct<…>"
        }
    };
    error(format!("unknown type `{name}`: write {instead}"))
}

fn error(message: String) -> TypeError {
    TypeError { message }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_read_and_written_back() {
        for (text, glue) in [
            ("string", "string"),
            ("decimal(38,0)", "decimal(38,0)"),
            ("json", "string"),
            ("dynamodb", "string"),
            (
                "array<struct<product_id:string,quantity:int,price:decimal(12,2)>>",
                "array<struct<product_id:string,quantity:int,price:decimal(12,2)>>",
            ),
            ("map<string,array<json>>", "map<string,array<string>>"),
        ] {
            let ty = ColumnType::parse(text).unwrap();
            assert_eq!(ty.to_string(), text);
            assert_eq!(ty.glue(), glue);
        }
        assert_eq!(
            ColumnType::parse(" Array < INT > ").unwrap().to_string(),
            "array<int>"
        );
    }

    #[test]
    fn wrong_types_say_what_to_write() {
        for (text, message) in [
            ("varchar", "unknown type `varchar`: write string"),
            ("decimal(39,2)", "decimal precision is 1 to 38, not 39"),
            (
                "decimal(4,5)",
                "decimal scale is at most the precision 4, not 5",
            ),
            (
                "decimal",
                "expected `(`, found the end: write for example decimal(12,2)",
            ),
            (
                "map<int,string>",
                "a map's key is `string`: write map<string,…>",
            ),
            (
                "struct<>",
                "`` is not a struct field name (a-z 0-9 _): write `struct<city:string,zip:string>`",
            ),
            (
                "struct<City:string>",
                "`City` is not a struct field name (a-z 0-9 _): write `city`",
            ),
            ("struct<a:int,a:int>", "struct field `a` stands twice"),
            ("array<int>>", "unexpected `>` after the type"),
            ("", "a type is missing"),
        ] {
            assert_eq!(
                ColumnType::parse(text).unwrap_err().message,
                message,
                "{text}"
            );
        }
        assert!(ColumnType::parse(&"array<".repeat(5000)).is_err());
    }

    #[test]
    fn types_widen_where_no_value_changes() {
        for (from, to, widens) in [
            ("int", "bigint", true),
            ("bigint", "int", false),
            ("float", "double", true),
            ("decimal(12,2)", "decimal(18,4)", true),
            ("decimal(12,2)", "decimal(12,4)", false),
            ("decimal(12,2)", "decimal(18,1)", false),
            ("int", "string", false),
            ("struct<a:int>", "struct<b:string,a:bigint>", true),
            ("struct<a:int,b:int>", "struct<a:int>", false),
            ("array<struct<a:int>>", "array<struct<a:int,b:date>>", true),
            ("map<string,int>", "map<string,bigint>", true),
        ] {
            let parse = |text| ColumnType::parse(text).unwrap();
            assert_eq!(parse(from).widens_to(&parse(to)), widens, "{from} {to}");
        }
    }

    #[test]
    fn names_are_folded() {
        for (name, folded) in [
            ("OrderID", "orderid"),
            ("ship-to.city", "ship_to_city"),
            ("9lives", "_9lives"),
            ("", "_"),
        ] {
            assert_eq!(suggest_name(name), folded);
            assert!(is_column_name(folded));
        }
    }
}
