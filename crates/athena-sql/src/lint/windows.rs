//! Windows: what OVER and WINDOW may say together.

use datafusion::sql::sqlparser::ast::{
    Expr, Function, Ident, NamedWindowDefinition, NamedWindowExpr, OrderByKind, Query, Select,
    SelectItem, SetExpr, Spanned, UnaryOperator, Value, ValueWithSpan, WindowFrame,
    WindowFrameBound, WindowFrameUnits, WindowSpec, WindowType,
};

use super::{outside_of_queries, refuse};
use crate::error::{Result, SqlError};
use crate::tokens;

/// Functions that know rows with and without NULL.
const OF_NULLS: [&str; 5] = ["lag", "lead", "first_value", "last_value", "nth_value"];

/// Checks the definitions of a SELECT, and the windows over which its columns are computed.
pub(super) fn check_select(select: &Select) -> Result<()> {
    let named = definitions(select)?;
    for item in &select.projection {
        if let SelectItem::UnnamedExpr(expr) | SelectItem::ExprWithAlias { expr, .. } = item {
            visit(expr, Windows::Of(&named))?;
        }
    }
    for (clause, condition) in [("WHERE", &select.selection), ("HAVING", &select.having)] {
        if let Some(condition) = condition {
            visit(condition, Windows::None(clause))?;
        }
    }
    Ok(())
}

/// Checks the windows in ORDER BY, which sees those of its SELECT.
pub(super) fn check_order(query: &Query) -> Result<()> {
    let (SetExpr::Select(select), Some(order_by)) = (query.body.as_ref(), &query.order_by) else {
        return Ok(());
    };
    let OrderByKind::Expressions(items) = &order_by.kind else {
        return Ok(());
    };
    let named = definitions(select)?;
    (items.iter()).try_for_each(|item| visit(&item.expr, Windows::Of(&named)))
}

/// A window by its name in lower case, and what it says.
struct Named {
    name: String,
    sorted: bool,
    framed: bool,
}

fn definitions(select: &Select) -> Result<Vec<Named>> {
    let mut named: Vec<Named> = Vec::new();
    for NamedWindowDefinition(name, window) in &select.named_window {
        let spec = match window {
            NamedWindowExpr::WindowSpec(spec) => spec,
            NamedWindowExpr::NamedWindow(other) => {
                let message = format!("WINDOW {name} AS {other} is not Athena SQL");
                return Err(refuse(message, tokens::location(other.span))
                    .hint(format!("write {name} AS ({other})")));
            }
        };
        let lower = name.value.to_lowercase();
        if named.iter().any(|known| known.name == lower) {
            let message = format!("window '{name}' is defined more than once");
            return Err(refuse(message, tokens::location(name.span)));
        }
        let base = base(spec, &named)?;
        named.push(Named {
            name: lower,
            sorted: !spec.order_by.is_empty() || base.is_some_and(|base| base.sorted),
            framed: spec.window_frame.is_some(),
        });
    }
    Ok(named)
}

fn find<'a>(name: &Ident, named: &'a [Named]) -> Result<&'a Named> {
    let lower = name.value.to_lowercase();
    (named.iter().find(|known| known.name == lower)).ok_or_else(|| {
        refuse(
            format!("window '{name}' is not defined"),
            tokens::location(name.span),
        )
        .hint(format!(
            "write WINDOW {name} AS (…) behind HAVING, and before windows that extend it"
        ))
    })
}

/// The window that a specification extends, to which it may add what that one leaves open.
fn base<'a>(spec: &WindowSpec, named: &'a [Named]) -> Result<Option<&'a Named>> {
    let Some(name) = &spec.window_name else {
        return Ok(None);
    };
    let base = find(name, named)?;
    let place = tokens::location(name.span);
    if base.framed {
        let message = format!("window '{name}' has a frame, and cannot be extended");
        return Err(refuse(message, place).hint(format!("write OVER {name} without parentheses")));
    }
    if !spec.partition_by.is_empty() {
        return Err(refuse(
            format!("PARTITION BY cannot be added to window '{name}'"),
            place,
        )
        .hint("write the window out"));
    }
    if base.sorted && !spec.order_by.is_empty() {
        let message = format!("window '{name}' has an ORDER BY of its own");
        return Err(refuse(message, place).hint("write the window out"));
    }
    Ok(Some(base))
}

/// Whether functions over windows may stand in an expression.
#[derive(Clone, Copy)]
enum Windows<'a> {
    Of(&'a [Named]),
    /// None, in a clause of this name.
    None(&'static str),
}

fn visit(expr: &Expr, windows: Windows) -> Result<()> {
    outside_of_queries(expr, &mut |part| match part {
        Expr::Function(function) => check_call(function, windows),
        _ => Ok(()),
    })
}

fn check_call(function: &Function, windows: Windows) -> Result<()> {
    let Some(over) = &function.over else {
        return Ok(());
    };
    let name = function.name.to_string().to_lowercase();
    let place = tokens::location(function.name.span());
    let named = match windows {
        Windows::Of(named) => named,
        Windows::None(clause) => {
            let message = format!("{clause} cannot contain the window function {name}");
            return Err(refuse(message, place)
                .hint("compute it as a column of a subquery, and filter around that"));
        }
    };
    if function.null_treatment.is_some() && !OF_NULLS.contains(&name.as_str()) {
        let message = format!("{name} takes neither IGNORE NULLS nor RESPECT NULLS");
        return Err(refuse(message, place));
    }
    let framed = match over {
        WindowType::NamedWindow(window) => find(window, named)?.framed,
        WindowType::WindowSpec(spec) => {
            base(spec, named)?;
            if let Some(frame) = &spec.window_frame {
                check_frame(frame)?;
            }
            spec.window_frame.is_some()
        }
    };
    if framed && ["lag", "lead"].contains(&name.as_str()) {
        return Err(refuse(format!("{name} takes no window frame"), place)
            .hint("leave ROWS, RANGE or GROUPS out"));
    }
    Ok(())
}

fn check_frame(frame: &WindowFrame) -> Result<()> {
    let bounds = [Some(&frame.start_bound), frame.end_bound.as_ref()];
    for offset in bounds.into_iter().flatten().filter_map(offset) {
        let place = tokens::location(offset.span());
        let is_text = |value: &Value| matches!(value, Value::SingleQuotedString(_));
        match offset {
            Expr::Value(ValueWithSpan { value, .. }) if is_text(value) => {
                return Err(refuse(
                    "a window frame does not reach as far as a text",
                    place,
                ));
            }
            Expr::Interval(interval) if interval.leading_field.is_none() => {
                return Err(refuse(
                    "a window frame does not reach as far as a text",
                    place,
                ));
            }
            Expr::Value(ValueWithSpan {
                value: Value::Number(..),
                ..
            }) if frame.units != WindowFrameUnits::Range && rows(offset).is_none() => {
                let message = format!("{} reaches as far as a whole number", frame.units);
                return Err(refuse(message, place));
            }
            Expr::Value(_) | Expr::Interval(_) => {}
            Expr::UnaryOp {
                op: UnaryOperator::Minus | UnaryOperator::Plus,
                ..
            } => {}
            _ => {
                return Err(SqlError::unsupported(
                    "a window frame whose reach is no constant is not supported",
                )
                .at(place)
                .hint("join the table with itself by the range"));
            }
        }
    }
    if frame.units == WindowFrameUnits::Range {
        return Ok(());
    }
    // Bounds on one side of the row: the frame is empty for every row.
    use WindowFrameBound::{Following, Preceding};
    let empty = match (&frame.start_bound, &frame.end_bound) {
        (Following(Some(start)), Some(Following(Some(end)))) => rows(start) > rows(end),
        (Preceding(Some(start)), Some(Preceding(Some(end)))) => rows(start) < rows(end),
        _ => false,
    };
    if empty {
        return Err(SqlError::unsupported(
            "a window frame that ends before it starts is not supported",
        )
        .hint("it has no rows: write NULL, or 0 for a count"));
    }
    Ok(())
}

fn offset(bound: &WindowFrameBound) -> Option<&Expr> {
    match bound {
        WindowFrameBound::Preceding(offset) | WindowFrameBound::Following(offset) => {
            offset.as_deref()
        }
        WindowFrameBound::CurrentRow => None,
    }
}

fn rows(offset: &Expr) -> Option<u64> {
    match offset {
        Expr::Value(ValueWithSpan {
            value: Value::Number(number, _),
            ..
        }) => number.parse().ok(),
        _ => None,
    }
}
