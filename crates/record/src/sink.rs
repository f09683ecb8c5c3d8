//! Where a row's values go: Arrow builders, a line of JSON.

use crate::number::Numeral;
use crate::plan::NodeId;
pub use crate::scan::Short;
use crate::text::Text;

/// Receives the values of rows, addressed by the nodes of a [`Plan`](crate::plan::Plan).
///
/// Values come in the order in which they stand in the change. A column comes at most once in a row, a field at most once in a struct;
/// what does not come is null.
pub trait Sink {
    /// A row begins.
    fn begin_row(&mut self);
    /// The row stands: columns that did not come are null.
    fn end_row(&mut self);
    /// There is no row after all: forget all since `begin_row`.
    fn revert_row(&mut self);

    /// A column's value begins, and may turn out not to fit. Simple values, which are known to fit, come without this.
    fn begin_column(&mut self, column: NodeId);
    /// The value does not fit: forget all since `begin_column`, and take the column as absent.
    fn revert_column(&mut self, column: NodeId);

    /// A text, or plain JSON for a `json` column.
    fn string(&mut self, node: NodeId, text: Text<'_>);
    /// A text that is short and needs no escapes in JSON: what [`Sink::string`] does, for sinks that can do it faster.
    #[inline(always)]
    fn short_string(&mut self, node: NodeId, text: Short<'_>) {
        self.string(node, Text::Plain(text.text()));
    }
    /// Two such texts as one; `whole` is room for both.
    #[inline(always)]
    fn short_strings(
        &mut self,
        node: NodeId,
        first: Short<'_>,
        second: Short<'_>,
        whole: &mut String,
    ) {
        whole.clear();
        whole.push_str(first.text());
        whole.push_str(second.text());
        self.string(node, Text::Plain(whole));
    }
    /// A truth value.
    fn boolean(&mut self, node: NodeId, value: bool);
    /// An `int` (in its range) or a `bigint`.
    fn integer(&mut self, node: NodeId, value: i64, source: Numeral<'_>);
    /// `unscaled` × 10^-scale of the node's type, within its precision.
    fn decimal(&mut self, node: NodeId, unscaled: i128, source: Numeral<'_>);
    /// A `double`, or a `float` rounded to one.
    fn float(&mut self, node: NodeId, value: f64, source: Numeral<'_>);
    /// Days since 1970-01-01.
    fn date(&mut self, node: NodeId, days: i32);
    /// Milliseconds since the epoch, UTC.
    fn timestamp(&mut self, node: NodeId, millis: i64);
    /// Decoded bytes.
    fn binary(&mut self, node: NodeId, bytes: &[u8]);
    /// A null element of a list, value of a map, or field of a struct.
    fn null(&mut self, node: NodeId);

    /// A list begins; its elements follow.
    fn begin_list(&mut self, node: NodeId);
    /// The list ends.
    fn end_list(&mut self, node: NodeId);
    /// A map begins; keys and values follow in turn.
    fn begin_map(&mut self, node: NodeId);
    /// The key of the value that follows.
    fn map_key(&mut self, node: NodeId, key: Text<'_>);
    /// The map ends.
    fn end_map(&mut self, node: NodeId);
    /// A struct begins; those of its fields that are there follow, in any order.
    fn begin_struct(&mut self, node: NodeId);
    /// The struct ends: fields that did not come are null.
    fn end_struct(&mut self, node: NodeId);
}
