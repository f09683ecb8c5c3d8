//! Why a record failed, as a category: what metrics count and logs name, never what is in the record.

use lakebed_record::reject::RejectKind;

/// Why a record got no row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Failure {
    /// `recordId` is missing or no text, or the record is no object: it is left unanswered, and Firehose takes it as
    /// failed (`Lambda.MissingRecordId`).
    NoRecordId,
    /// `data` is missing or no text.
    NoData,
    /// `data` is not base64 (the standard alphabet, with padding).
    BadBase64,
    /// `data` is not a change record of the table.
    Rejected(RejectKind),
    /// The row does not fit into the reply beside the others.
    RowTooLarge,
    /// Not even the shortest answer fits into the reply: it is left unanswered, as [`Self::NoRecordId`] is.
    ReplyFull,
    /// This program failed at the record, which is a bug in it.
    Panicked,
}

impl Failure {
    /// A stable name of the category, lower case with underscores.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::NoRecordId => "no_record_id",
            Self::NoData => "no_data",
            Self::BadBase64 => "bad_base64",
            Self::Rejected(kind) => kind.code(),
            Self::RowTooLarge => "row_too_large",
            Self::ReplyFull => "reply_full",
            Self::Panicked => "panicked",
        }
    }
}
