//! Prices of us-east-1 in US dollars, each with where it comes from and how far to trust it.
//!
//! The sources are listed in `docs/cost.md`. Prices move and differ by Region: check the ones that dominate a bill against
//! the service's price page before relying on it.

/// How far a price can be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Confidence {
    /// Read in AWS's own documentation.
    Documented,
    /// Read in more than one place that is not AWS.
    Reported,
    /// Widely known, not checked against a source.
    Unconfirmed,
}

/// One price.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Price {
    /// What is paid for.
    pub item: &'static str,
    /// US dollars for one [`Price::unit`].
    pub usd: f64,
    /// What one price buys.
    pub unit: &'static str,
    /// Tag of the source in `docs/cost.md`.
    pub source: &'static str,
    /// How far to trust it.
    pub confidence: Confidence,
}

impl Confidence {
    /// As the documentation writes it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Documented => "documented",
            Self::Reported => "reported",
            Self::Unconfirmed => "unconfirmed",
        }
    }
}

macro_rules! prices {
    ($($(#[$doc:meta])* $name:ident = $usd:literal per $unit:literal, $item:literal, $source:literal, $confidence:ident;)*) => {
        $($(#[$doc])* pub const $name: Price = Price {
            item: $item, usd: $usd, unit: $unit, source: $source, confidence: Confidence::$confidence,
        };)*
        /// Every price, in the order of the way of a change.
        pub const ALL: &[Price] = &[$($name),*];
    };
}

prices! {
    /// One GetRecords call on a DynamoDB stream. Free for Lambda; whether a pipe's calls are free is not documented, so
    /// they are charged here. Source D-STREAMS, documented.
    DYNAMODB_STREAM_READ = 0.000_000_2 per "GetRecords call", "DynamoDB Streams reads", "D-STREAMS", Documented;
    /// One change data capture unit: 1 KB of the larger image. Source D-KDS (the unit is documented), D-PRICE (the figure),
    /// reported.
    DYNAMODB_CAPTURE_UNIT = 0.000_000_1 per "change data capture unit", "DynamoDB to Kinesis", "D-KDS, D-PRICE", Reported;
    /// One request after filtering, 64 KB of payload. Source P-PRICE, reported.
    PIPES_REQUEST = 0.000_000_4 per "request of 64 KB", "EventBridge Pipes", "P-PRICE", Reported;
    /// One hour of an on-demand stream. Source K-COMPARE (2023), reported.
    KINESIS_STREAM_HOUR = 0.04 per "hour", "Kinesis on demand, stream", "K-COMPARE", Reported;
    /// One GB written to an on-demand stream, each record rounded up to 1 KB. Source K-COMPARE (2023); a note of 2026 has
    /// 0.075. Reported.
    KINESIS_IN_GB = 0.08 per "GB, records rounded up to 1 KB", "Kinesis on demand, data in", "K-COMPARE", Reported;
    /// One GB read from an on-demand stream. Source K-COMPARE (2023), reported.
    KINESIS_OUT_GB = 0.04 per "GB", "Kinesis on demand, data out", "K-COMPARE", Reported;
    /// One GB kept longer than 24 hours, for a month, on demand. Unconfirmed.
    KINESIS_KEPT_GB_MONTH = 0.10 per "GB-month beyond 24 h", "Kinesis on demand, longer retention", "none", Unconfirmed;
    /// One hour of a shard. Source K-COMPARE, reported.
    KINESIS_SHARD_HOUR = 0.015 per "shard hour", "Kinesis provisioned, shard", "K-COMPARE", Reported;
    /// One PUT payload unit, 25 KB of a record. Source K-COMPARE, reported.
    KINESIS_PUT_UNIT = 0.000_000_014 per "PUT payload unit of 25 KB", "Kinesis provisioned, writes", "K-COMPARE", Reported;
    /// One hour of a shard that keeps records longer than 24 hours, up to seven days. Unconfirmed.
    KINESIS_SHARD_HOUR_KEPT = 0.02 per "shard hour beyond 24 h", "Kinesis provisioned, longer retention", "none", Unconfirmed;
    /// One GB ingested, each record rounded up to 5 KB; first 500 TB a month. Source F-PRICE (the figure, reported), F-LIMITS
    /// (the rounding, documented).
    FIREHOSE_IN_GB = 0.029 per "GB, records rounded up to 5 KB", "Firehose ingestion", "F-PRICE, F-LIMITS", Reported;
    /// One GB converted, of the rounded volume. Source F-PRICE, reported.
    FIREHOSE_CONVERTED_GB = 0.018 per "GB, records rounded up to 5 KB", "Firehose format conversion", "F-PRICE", Reported;
    /// One GB delivered with dynamic partitioning. Source F-PARTITIONS, reported.
    FIREHOSE_PARTITIONED_GB = 0.02 per "GB delivered", "Firehose dynamic partitioning, data", "F-PARTITIONS", Reported;
    /// One object delivered with dynamic partitioning. Source F-PARTITIONS, reported.
    FIREHOSE_PARTITIONED_OBJECT = 0.000_005 per "object", "Firehose dynamic partitioning, objects", "F-PARTITIONS", Reported;
    /// One invocation. Source L-PRICE, reported.
    LAMBDA_REQUEST = 0.000_000_2 per "invocation", "Lambda requests", "L-PRICE", Reported;
    /// One GB-second on arm64. Source L-PRICE, reported.
    LAMBDA_GB_SECOND = 0.000_013_333_4 per "GB-second, arm64", "Lambda duration", "L-PRICE", Reported;
    /// One PUT, or one part of a multipart upload. Unconfirmed.
    S3_PUT = 0.000_005 per "PUT", "S3 writes", "none", Unconfirmed;
    /// One GB in S3 Standard for a month. Unconfirmed.
    S3_GB_MONTH = 0.023 per "GB-month", "S3 storage", "none", Unconfirmed;
    /// One TB scanned by Athena; a query is charged 10 MB at least. Unconfirmed.
    ATHENA_TB = 5.0 per "TB scanned", "Athena", "none", Unconfirmed;
    /// One GB written to CloudWatch Logs. Unconfirmed.
    LOGS_GB = 0.50 per "GB", "CloudWatch Logs", "none", Unconfirmed;
    /// One metric that an alarm looks at, for a month. Unconfirmed.
    ALARM_METRIC_MONTH = 0.10 per "alarm metric-month", "CloudWatch alarms", "none", Unconfirmed;
    /// One metric of one's own, for a month. Unconfirmed.
    METRIC_MONTH = 0.30 per "metric-month", "CloudWatch metrics from the transform", "none", Unconfirmed;
    /// One dashboard for a month (an account's first three are free). Unconfirmed.
    DASHBOARD_MONTH = 3.0 per "dashboard-month", "CloudWatch dashboard", "none", Unconfirmed;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_price_says_where_it_comes_from() {
        for price in ALL {
            assert!(price.usd > 0.0 && price.usd <= 5.0, "{price:?}");
            assert_eq!(
                price.source == "none",
                price.confidence == Confidence::Unconfirmed,
                "{price:?}"
            );
        }
        let items: std::collections::BTreeSet<_> = ALL.iter().map(|p| p.item).collect();
        assert_eq!(items.len(), ALL.len(), "two prices have one name");
    }
}
