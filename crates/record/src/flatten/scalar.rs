//! Scalars as nearly all are: of the type that their column expects, short, without escapes, and written without spaces.
//!
//! They are taken in one step from the tag to the attribute value's end. Whatever is not that simple is left to the general way
//! ([`Walk::value`](super::item::Walk::value)), which also knows what is wrong with it.

use crate::definition::TimeUnit;
use crate::number::{Numeral, Plain};
use crate::plan::{Form, NodeId, Scalar};
use crate::scan::{Cursor, Short, Window};
use crate::sink::Sink;
use crate::time;

/// Takes the scalar whose tag is behind the cursor (and its opening quote, if it has one) with the brace that closes it, for a
/// column or a struct's field. False when it is not simple: then nothing was taken, and nothing given to the sink.
#[inline(always)]
pub(super) fn take_scalar<S: Sink>(sink: &mut S, cursor: &mut Cursor<'_>, scalar: &Scalar) -> bool {
    if let Form::Boolean = scalar.form {
        let value = cursor.eat_bytes(b"true}");
        if !value && !cursor.eat_bytes(b"false}") {
            return false;
        }
        sink.boolean(scalar.node, value);
        return true;
    }
    let Some(short) = cursor.short_payload() else {
        return false;
    };
    let taken = take_short(sink, scalar, short);
    if taken {
        cursor.pos += short.len() + 2;
    }
    taken
}

/// The same for the scalar whose payload begins `at` bytes behind `start`, where the window is. Gives the place behind the closing
/// brace, counted from there, and whether a comma and a quote stand in it. The cursor stays.
#[inline(always)]
pub(super) fn take_payload<'a, S: Sink>(
    sink: &mut S,
    cursor: &Cursor<'a>,
    window: &'a Window,
    start: usize,
    at: usize,
    scalar: &Scalar,
) -> Option<(usize, bool)> {
    if let Form::Boolean = scalar.form {
        let value = window.get(at..at + 5)? == b"true}";
        if !value && window.get(at..at + 6)? != b"false}" {
            return None;
        }
        sink.boolean(scalar.node, value);
        let end = at + 6 - usize::from(value);
        return Some((end, window.get(end..end + 2) == Some(b",\"")));
    }
    let (short, more) = cursor.payload_at(window, start, at)?;
    let end = at + short.len() + 2;
    take_short(sink, scalar, short).then_some((end, more))
}

/// Gives a text between quotes to the sink; false when it is no simple value of the scalar's form.
#[inline(always)]
fn take_short<S: Sink>(sink: &mut S, scalar: &Scalar, short: Short<'_>) -> bool {
    let node = scalar.node;
    match scalar.form {
        Form::Text => {
            sink.short_string(node, short);
            true
        }
        Form::Passed => true,
        Form::Boolean => false,
        Form::Date => take_date(sink, node, short),
        Form::Timestamp => {
            let millis = time::parse_timestamp(short.text());
            take_millis(sink, node, millis)
        }
        form => take_number(sink, node, form, short),
    }
}

#[inline(always)]
fn take_number<S: Sink>(sink: &mut S, node: NodeId, form: Form, short: Short<'_>) -> bool {
    let Some(number) = Plain::of(short.chunk(), short.len()) else {
        return false;
    };
    let source = Numeral::short(short, number.has_fraction());
    if let Form::Decimal { precision, scale } = form {
        let Some(unscaled) = number.decimal(precision, scale) else {
            return false;
        };
        sink.decimal(node, unscaled, source);
        return true;
    }
    if number.has_fraction() {
        return false;
    }
    match form {
        Form::Epoch(unit) => {
            let integer = number.whole();
            let millis = match unit {
                TimeUnit::Seconds => integer.checked_mul(1000),
                TimeUnit::Millis => Some(integer),
                TimeUnit::Micros => Some(integer.div_euclid(1000)),
            };
            return take_millis(sink, node, millis.filter(|ms| time::in_range(*ms)));
        }
        // Nine digits always fit.
        Form::Int if short.len() > 9 && i32::try_from(number.whole()).is_err() => return false,
        _ => {}
    }
    sink.integer(node, number.whole(), source);
    true
}

#[inline(always)]
fn take_millis<S: Sink>(sink: &mut S, node: NodeId, millis: Option<i64>) -> bool {
    let Some(millis) = millis else {
        return false;
    };
    sink.timestamp(node, millis);
    true
}

fn take_date<S: Sink>(sink: &mut S, node: NodeId, short: Short<'_>) -> bool {
    let Some(days) = time::parse_date(short.text()) else {
        return false;
    };
    sink.date(node, days);
    true
}
