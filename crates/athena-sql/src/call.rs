//! How one construct of the SQL reaches the typed planner.
//!
//! The AST rewrite turns every scalar construct (a function, an operator, a literal, a cast) into a *call*: a dictionary
//! literal whose keys carry the construct's name, its place and what else is fixed in the text. DataFusion hands such a
//! literal to [`ExprPlanner::plan_dictionary_literal`](datafusion::logical_expr::planner::ExprPlanner) with its arguments
//! planned and the schema at hand, which is where types are settled as Trino settles them.

use datafusion::arrow::datatypes::DataType;
use datafusion::common::{Column, DFSchema, ScalarValue};
use datafusion::logical_expr::{Expr, ExprSchemable};
use datafusion::sql::sqlparser::ast::{DictionaryField, Expr as Ast, Ident, Value};

use crate::error::{Location, Result, SqlError};
use crate::kernel::{Inputs, Kernel};
use crate::types;

const MARK: char = '\u{1}';

/// Builds the AST node of a call. `payload` is what the text fixes beside the arguments.
pub(crate) fn ast(name: &str, payload: &str, location: Option<Location>, args: Vec<Ast>) -> Ast {
    let Location { line, column } = location.unwrap_or(Location { line: 0, column: 0 });
    let key = |text: String| Ident::new(text);
    let head = DictionaryField {
        key: key(format!("{MARK}{line}:{column}{MARK}{name}{MARK}{payload}")),
        value: Box::new(Ast::Value(Value::Null.into())),
    };
    let rest = args.into_iter().map(|arg| DictionaryField {
        key: key(String::new()),
        value: Box::new(arg),
    });
    Ast::Dictionary(std::iter::once(head).chain(rest).collect())
}

/// Reads a call node back: name, payload, place.
pub(crate) fn head(expr: &Ast) -> Option<(&str, &str, Option<Location>)> {
    let Ast::Dictionary(fields) = expr else {
        return None;
    };
    decode(&fields.first()?.key.value)
}

/// The name of the call whose first key this is.
pub(crate) fn head_of(key: &str) -> Option<&str> {
    decode(key).map(|(name, ..)| name)
}

/// Gives a call of one of the names, which has no payload yet, this one.
pub(crate) fn tell(expr: &mut Ast, names: &[&str], payload: &str) {
    if let Ast::Dictionary(fields) = expr
        && let Some(first) = fields.first_mut()
        && head_of(&first.key.value).is_some_and(|name| names.contains(&name))
    {
        first.key.value.push_str(payload);
    }
}

fn decode(key: &str) -> Option<(&str, &str, Option<Location>)> {
    let mut parts = key.strip_prefix(MARK)?.splitn(3, MARK);
    let (line, column) = parts.next()?.split_once(':')?;
    let place = Location {
        line: line.parse().ok()?,
        column: column.parse().ok()?,
    };
    let name = parts.next()?;
    Some((name, parts.next()?, (place.line > 0).then_some(place)))
}

/// A call with its arguments planned.
pub(crate) struct Call<'a> {
    pub(crate) name: &'a str,
    pub(crate) payload: &'a str,
    pub(crate) location: Option<Location>,
    pub(crate) args: Vec<Expr>,
    pub(crate) types: Vec<DataType>,
}

impl<'a> Call<'a> {
    /// Reads the planned keys and values of a dictionary literal; `None` if it is not a call.
    pub(crate) fn read(
        keys: &'a [Expr],
        values: &[Expr],
        schema: &DFSchema,
    ) -> Option<Result<Self>> {
        let Expr::Literal(ScalarValue::Utf8(Some(key)), _) = keys.first()? else {
            return None;
        };
        let (name, payload, location) = decode(key)?;
        let args = values[1..].to_vec();
        let types: Result<Vec<DataType>> = args
            .iter()
            .map(|arg| type_of(arg, schema, location))
            .collect();
        Some(types.map(|types| Self {
            name,
            payload,
            location,
            args,
            types,
        }))
    }

    /// An error at this call.
    pub(crate) fn refuse(&self, message: impl Into<String>) -> SqlError {
        SqlError::refused(message).at(self.location)
    }

    pub(crate) fn unsupported(&self, message: impl Into<String>) -> SqlError {
        SqlError::unsupported(message).at(self.location)
    }

    /// The error for arguments that fit no form of the function.
    pub(crate) fn no_match(&self) -> SqlError {
        if self.types.iter().any(types::is_fine) {
            return self
                .unsupported(format!(
                    "{} of timestamps finer than milliseconds is not supported",
                    match self.name {
                        "$operator" => self.payload,
                        name => name,
                    }
                ))
                .hint("CAST them to timestamp(3)");
        }
        let types: Vec<String> = self.types.iter().map(types::display).collect();
        self.refuse(format!(
            "unexpected parameters ({}) for function {}",
            types.join(", "),
            self.name
        ))
    }

    /// Checks the number of arguments.
    pub(crate) fn arity(&self, allowed: std::ops::RangeInclusive<usize>) -> Result<()> {
        if allowed.contains(&self.args.len()) {
            Ok(())
        } else {
            Err(self.no_match())
        }
    }

    /// Argument `i` as `kind`, by Trino's implicit coercions.
    pub(crate) fn arg(&self, i: usize, kind: &DataType) -> Result<Expr> {
        crate::coercion::coerce(self.args[i].clone(), &self.types[i], kind)
            .ok_or_else(|| self.no_match())
    }

    /// Argument `i` where Trino takes an integer: a bigint is not narrowed.
    pub(crate) fn integer(&self, i: usize) -> Result<Expr> {
        match &self.types[i] {
            DataType::Null | DataType::Int8 | DataType::Int16 | DataType::Int32 => {
                self.arg(i, &DataType::Int64)
            }
            _ => Err(self.no_match()),
        }
    }

    /// The text of argument `i`, when it is a literal.
    pub(crate) fn literal_text(&self, i: usize) -> Option<&str> {
        match self.args.get(i)? {
            Expr::Literal(ScalarValue::Utf8(Some(text)), _) => Some(text),
            _ => None,
        }
    }

    /// A kernel of this call's name over `args`.
    pub(crate) fn kernel(
        &self,
        returns: DataType,
        args: Vec<Expr>,
        compute: impl Fn(&Inputs) -> datafusion::error::Result<datafusion::arrow::array::ArrayRef>
        + Send
        + Sync
        + 'static,
    ) -> Expr {
        let kernel = Kernel::new(self.name, returns, compute).detail(self.payload);
        // As given, or each made of the one in its place.
        let kernel = match args.len() == self.types.len() {
            true => kernel.of_nested(&self.types),
            false => kernel,
        };
        kernel.call(args)
    }
}

/// The type of a planned expression, as Trino sees it.
pub(crate) fn type_of(
    expr: &Expr,
    schema: &DFSchema,
    location: Option<Location>,
) -> Result<DataType> {
    match expr.get_type(schema) {
        Ok(DataType::Utf8View) => Ok(DataType::Utf8),
        Ok(DataType::Dictionary(_, value)) => Ok(*value),
        Ok(kind) => Ok(kind),
        Err(error) => Err(match expr {
            Expr::Column(column) => {
                missing(column, schema).at(column_location(column).or(location))
            }
            _ => SqlError::from_datafusion(&error).at(location),
        }),
    }
}

fn column_location(column: &Column) -> Option<Location> {
    column.spans().first().map(|span| Location {
        line: span.start.line,
        column: span.start.column,
    })
}

/// What is said of a column that no table has.
pub(crate) fn unresolved(name: &str) -> String {
    format!("column '{name}' cannot be resolved")
}

fn missing(column: &Column, schema: &DFSchema) -> SqlError {
    let same: usize = schema
        .iter()
        .filter(|(_, field)| *field.name() == column.name)
        .count();
    let name = column.flat_name();
    if same > 1 && column.relation.is_none() {
        return SqlError::refused(format!("column '{name}' is ambiguous"))
            .hint("write table.column");
    }
    let error = SqlError::refused(unresolved(&name));
    let near = schema
        .iter()
        .map(|(_, field)| (distance(field.name(), &column.name), field.name()))
        .filter(|(distance, name)| *distance <= 2 && *distance < name.len())
        .min();
    match near {
        Some((_, near)) => error.hint(format!("did you mean {near}?")),
        None => error,
    }
}

/// The number of single edits between two names.
pub(crate) fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, ca) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, cb) in b.iter().enumerate() {
            let change = diagonal + usize::from(ca != *cb);
            diagonal = row[j + 1];
            row[j + 1] = change.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row.last().copied().unwrap_or_default()
}
