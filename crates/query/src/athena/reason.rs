//! Why a statement did not run, and what to do about the usual reasons.

use aws_sdk_athena::types::{QueryExecutionState, QueryExecutionStatus};

use crate::problem::QueryError;

/// What stands in a reason, and what to do then. The first that fits counts.
const HINTS: [(&str, &str); 19] = [
    (
        "No output location provided",
        "name one with --results s3://BUCKET/PREFIX/, or set one in the workgroup",
    ),
    (
        "Bytes scanned limit was exceeded",
        "filter on dt, or raise the workgroup's limit (ScanLimitBytes of infra/foundation.yaml)",
    ),
    (
        "Unsupported Hive type",
        "cast it: CAST(… AS timestamp), AS varchar …",
    ),
    (
        "Column name not specified",
        "name the expression with AS; names are a-z 0-9 _",
    ),
    ("TABLE_NOT_FOUND", "run `lakebed register --target aws`"),
    (
        "SCHEMA_NOT_FOUND",
        "run `lakebed register --target aws`, or name another database with --database",
    ),
    (
        "COLUMN_NOT_FOUND",
        "see `lakebed table show` for the columns there are",
    ),
    (
        "HIVE_PARTITION_SCHEMA_MISMATCH",
        "run `lakebed register --target aws --partitions`, which brings partitions up to date",
    ),
    (
        "HIVE_BAD_DATA",
        "files under the table hold another type than it declares: find them by \"$path\", move them away and land them again",
    ),
    (
        "HIVE_CANNOT_OPEN_SPLIT",
        "a file was removed or may not be read: run it again; then check your right to s3:GetObject there",
    ),
    (
        "HIVE_METASTORE_ERROR",
        "check the table's partition projection with `lakebed register --target aws --dry-run`",
    ),
    (
        "CONSTRAINT_VIOLATION",
        "give the value of each partition column that is injected, such as region = 'eu'",
    ),
    (
        "EXCEEDED_MEMORY_LIMIT",
        "filter on dt, or group by fewer columns",
    ),
    (
        "Query exhausted resources",
        "filter on dt, or run it when less else runs",
    ),
    (
        "Query timeout",
        "filter on dt, or split the time into parts",
    ),
    (
        "INVALID_VIEW",
        "run `lakebed register --target aws`, which writes the view anew",
    ),
    (
        "VIEW_IS_STALE",
        "run `lakebed register --target aws`, which writes the view anew",
    ),
    (
        "Insufficient permissions",
        "allow s3:GetObject and s3:ListBucket on the lake, and s3:PutObject on the results",
    ),
    (
        "Access Denied",
        "allow s3:GetObject and s3:ListBucket on the lake, and s3:PutObject on the results",
    ),
];

/// The error of a statement that ended otherwise than well.
pub(super) fn failed(status: Option<&QueryExecutionStatus>) -> QueryError {
    let told = status.and_then(|s| {
        let error = s
            .athena_error
            .as_ref()
            .and_then(|e| e.error_message.clone());
        s.state_change_reason.clone().or(error)
    });
    let cancelled = status.and_then(|s| s.state.as_ref()) == Some(&QueryExecutionState::Cancelled);
    match told {
        Some(reason) => of(&reason),
        None if cancelled => of("it was cancelled"),
        None => of("Athena gives no reason"),
    }
}

/// The error of a statement that was not even started.
pub(super) fn refused(message: &str) -> QueryError {
    of(if message.is_empty() {
        "Athena refuses it without a reason"
    } else {
        message
    })
}

pub(super) fn stopped() -> QueryError {
    QueryError::Athena {
        reason: "it was stopped".into(),
        hint: None,
    }
}

pub(super) fn scanned_too_much(scanned: u64, most: u64) -> QueryError {
    QueryError::Athena {
        reason: format!("it was stopped, since it had read {scanned} bytes and may read {most}"),
        hint: Some("filter on dt, or raise --max-scan".into()),
    }
}

fn of(reason: &str) -> QueryError {
    let hint = HINTS.iter().find(|(mark, _)| reason.contains(mark));
    QueryError::Athena {
        reason: reason.split_whitespace().collect::<Vec<_>>().join(" "),
        hint: hint.map(|(_, hint)| (*hint).into()),
    }
}

/// Line and column of `… line 3:8: what is wrong`, and what is wrong.
pub(super) fn place(reason: &str) -> (Option<(usize, usize)>, &str) {
    let place = || {
        let (_, rest) = reason.split_once("line ")?;
        let (line, rest) = rest.split_once(':')?;
        let (column, message) = rest.split_once(": ")?;
        Some(((line.parse().ok()?, column.parse().ok()?), message))
    };
    match place() {
        Some((place, message)) => (Some(place), message),
        None => (None, reason),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_read() {
        let (found, message) = place("COLUMN_NOT_FOUND: line 3:8: Column 'x' cannot be resolved");
        assert_eq!(
            (found, message),
            (Some((3, 8)), "Column 'x' cannot be resolved")
        );
        let (found, message) = place("the pipeline: broken");
        assert_eq!((found, message), (None, "the pipeline: broken"));
    }

    #[test]
    fn usual_reasons_have_hints() {
        let error = of("TABLE_NOT_FOUND: line 1:15: Table 'x' does not exist");
        assert_eq!(error.hint(), Some("run `lakebed register --target aws`"));
        assert_eq!(of("DIVISION_BY_ZERO: x\n y").hint(), None);
        assert!(of("a\n b").to_string().ends_with("a b"));
    }
}
