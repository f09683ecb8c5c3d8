//! Scalars as nearly all are: of the type that their column expects, short, without escapes, and written without spaces.
//!
//! They are taken in one step from the tag to the attribute value's end. Whatever is not that simple is left to the general way
//! ([`Walk::value`]), which also knows what is wrong with it.

use crate::definition::TimeUnit;
use crate::number::{Numeral, Plain};
use crate::plan::{Form, NodeId, Scalar};
use crate::scan::Short;
use crate::sink::Sink;
use crate::time;

use super::item::Walk;

impl<S: Sink> Walk<'_, '_, S> {
    /// Takes the scalar whose tag is behind the cursor (and its opening quote, if it has one) with the brace that closes it.
    /// False when it is not simple: then nothing was taken, and nothing given to the sink.
    #[inline(always)]
    pub(super) fn scalar(&mut self, scalar: &Scalar, column: bool) -> bool {
        let node = scalar.node;
        if let Form::Boolean = scalar.form {
            let value = self.cursor.eat_bytes(b"true}");
            if !value && !self.cursor.eat_bytes(b"false}") {
                return false;
            }
            self.begin(column, node);
            self.sink.boolean(node, value);
            return true;
        }
        let Some(short) = self.cursor.short_payload() else {
            return false;
        };
        let taken = match scalar.form {
            Form::Text => {
                self.begin(column, node);
                self.sink.short_string(node, short);
                true
            }
            Form::Passed => true,
            Form::Boolean => false,
            Form::Date => self.date(node, column, short),
            Form::Timestamp => {
                let millis = time::parse_timestamp(short.text());
                self.millis(node, column, millis)
            }
            form => self.numeric(node, form, column, short),
        };
        if taken {
            self.cursor.pos += short.len() + 2;
        }
        taken
    }

    #[inline(always)]
    fn begin(&mut self, column: bool, node: NodeId) {
        if column {
            self.sink.begin_column(node);
        }
    }

    #[inline(always)]
    fn numeric(&mut self, node: NodeId, form: Form, column: bool, short: Short<'_>) -> bool {
        let Some(number) = Plain::of(short.chunk(), short.len()) else {
            return false;
        };
        let source = Numeral {
            text: short.text(),
            json: true,
            point: number.fraction > 0,
            chunk: Some(short.chunk()),
        };
        let integer = match form {
            Form::Decimal { precision, scale } => {
                let Some(unscaled) = number.decimal(precision, scale) else {
                    return false;
                };
                self.begin(column, node);
                self.sink.decimal(node, unscaled, source);
                return true;
            }
            _ => number.integer(),
        };
        let Some(integer) = integer else {
            return false;
        };
        match form {
            Form::Epoch(unit) => {
                let millis = match unit {
                    TimeUnit::Seconds => integer.checked_mul(1000),
                    TimeUnit::Millis => Some(integer),
                    TimeUnit::Micros => Some(integer.div_euclid(1000)),
                };
                return self.millis(node, column, millis.filter(|ms| time::in_range(*ms)));
            }
            Form::Int if i32::try_from(integer).is_err() => return false,
            _ => {}
        }
        self.begin(column, node);
        self.sink.integer(node, integer, source);
        true
    }

    #[inline(always)]
    fn millis(&mut self, node: NodeId, column: bool, millis: Option<i64>) -> bool {
        let Some(millis) = millis else {
            return false;
        };
        self.begin(column, node);
        self.sink.timestamp(node, millis);
        true
    }

    fn date(&mut self, node: NodeId, column: bool, short: Short<'_>) -> bool {
        let Some(days) = time::parse_date(short.text()) else {
            return false;
        };
        self.begin(column, node);
        self.sink.date(node, days);
        true
    }
}
