//! A statement's life in Athena: started, watched, stopped.

use std::time::Duration;

use aws_sdk_athena::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_athena::types::{
    QueryExecution, QueryExecutionContext, QueryExecutionState, ResultConfiguration,
    ResultReuseByAgeConfiguration, ResultReuseConfiguration, StatementType,
};
use lakebed_aws::{Failure, S3Place};

use super::{AthenaEngine, reason};
use crate::problem::QueryError;

/// First and longest time between two looks at a running statement.
const FIRST_LOOK: Duration = Duration::from_millis(200);
const LONGEST_LOOK: Duration = Duration::from_secs(5);
/// Time in which a wish to stop is noticed.
const HEARING: Duration = Duration::from_millis(100);
/// Looks at a statement that is being stopped, before it is left alone.
const STOPPING_LOOKS: u32 = 20;

/// Bytes that Athena charges for at the least, per statement that reads.
const LEAST_BYTES: u64 = 10_000_000;
/// USD per 10^12 bytes read, in most regions.
const USD_PER_TB: f64 = 5.0;

/// Looks on while a statement runs.
#[derive(Clone, Copy, Default)]
pub struct RunWatch<'a> {
    /// Is told the status at each look.
    pub on_status: Option<&'a (dyn Fn(&Status) + Sync)>,
    /// Answers true when the statement is to be stopped.
    pub stop: Option<&'a (dyn Fn() -> bool + Sync)>,
}

/// What a statement is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Waits for its turn.
    Queued,
    /// Runs.
    Running,
    /// Is done.
    Succeeded,
}

/// How far a statement is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Status {
    /// What it is doing.
    pub state: State,
    /// Bytes read so far.
    pub scanned: u64,
}

/// A statement that succeeded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Execution {
    /// Athena's name of the run, with which support and the console find it.
    pub id: String,
    /// Time from start to end, in milliseconds; of it in the queue.
    pub millis: u64,
    /// Time in the queue, in milliseconds.
    pub queued_millis: u64,
    /// Bytes read.
    pub scanned: u64,
    /// The result of an earlier run was taken, which costs nothing.
    pub reused: bool,
    /// The first row of the result holds the names of the columns.
    pub(super) header: bool,
    /// The object that holds the rows.
    pub(super) output: Option<S3Place>,
}

impl Execution {
    /// What Athena charges for the bytes, in USD at 5 USD per TB, with its minimum of 10 MB.
    #[must_use]
    pub fn cost_usd(&self) -> f64 {
        if self.reused || self.scanned == 0 {
            return 0.0;
        }
        // Counts of bytes are far below 2^53.
        self.scanned.max(LEAST_BYTES) as f64 / 1e12 * USD_PER_TB
    }
}

impl AthenaEngine {
    /// Runs a statement to its end. The start carries a token, so that a retried start does not run it twice.
    ///
    /// # Errors
    /// [`QueryError::Athena`] with Athena's reason when it fails, is stopped by `watch` or reads more than
    /// [`max_scan`](super::AthenaOptions::max_scan); [`QueryError::Aws`] when Athena cannot be asked.
    pub async fn execute(&self, sql: &str, watch: &RunWatch<'_>) -> Result<Execution, QueryError> {
        let id = self.start(sql).await?;
        let mut pause = FIRST_LOOK;
        loop {
            let run = self.look(&id).await?;
            let status = run.status.as_ref();
            let scanned = scanned(&run);
            let state = match status.and_then(|s| s.state.as_ref()) {
                Some(QueryExecutionState::Succeeded) => {
                    tell(watch, State::Succeeded, scanned);
                    return Ok(finished(id, &run));
                }
                Some(QueryExecutionState::Failed | QueryExecutionState::Cancelled) => {
                    return Err(reason::failed(status));
                }
                Some(QueryExecutionState::Running) => State::Running,
                _ => State::Queued,
            };
            tell(watch, state, scanned);
            if let Some(most) = self.options.max_scan.filter(|most| scanned > *most) {
                self.stop(&id).await?;
                return Err(reason::scanned_too_much(scanned, most));
            }
            if self.pause(pause, watch).await {
                self.stop(&id).await?;
                return Err(reason::stopped());
            }
            pause = (pause * 3 / 2).min(LONGEST_LOOK);
        }
    }

    async fn start(&self, sql: &str) -> Result<String, QueryError> {
        let output = self.options.output.as_ref().map(|location| {
            ResultConfiguration::builder()
                .output_location(location)
                .build()
        });
        let reuse = (self.options.reuse_minutes > 0).then(|| {
            let age = ResultReuseByAgeConfiguration::builder()
                .enabled(true)
                .max_age_in_minutes(i32::try_from(self.options.reuse_minutes).unwrap_or(i32::MAX))
                .build();
            ResultReuseConfiguration::builder()
                .result_reuse_by_age_configuration(age)
                .build()
        });
        // The client makes the token, once for all retries.
        let sent = self
            .client
            .start_query_execution()
            .query_string(sql)
            .query_execution_context(
                QueryExecutionContext::builder()
                    .database(&self.database)
                    .build(),
            )
            .work_group(&self.workgroup)
            .set_result_configuration(output)
            .set_result_reuse_configuration(reuse)
            .send()
            .await;
        match sent {
            Ok(started) => started
                .query_execution_id
                .ok_or_else(|| QueryError::Engine("Athena started it without an id".into())),
            Err(error) => Err(match (&error, error.code()) {
                (SdkError::ServiceError(_), Some("InvalidRequestException")) => {
                    reason::refused(error.message().unwrap_or_default())
                }
                _ => Failure::of("athena:StartQueryExecution", &self.group(), &error).into(),
            }),
        }
    }

    async fn look(&self, id: &str) -> Result<QueryExecution, QueryError> {
        let sent = self
            .client
            .get_query_execution()
            .query_execution_id(id)
            .send()
            .await;
        let answer =
            sent.map_err(|error| Failure::of("athena:GetQueryExecution", &self.group(), &error))?;
        answer
            .query_execution
            .ok_or_else(|| QueryError::Engine(format!("Athena does not know the run {id}")))
    }

    /// Stops a statement and waits until it has, so that nothing is read any more.
    async fn stop(&self, id: &str) -> Result<(), QueryError> {
        let sent = self
            .client
            .stop_query_execution()
            .query_execution_id(id)
            .send()
            .await;
        sent.map_err(|error| Failure::of("athena:StopQueryExecution", &self.group(), &error))?;
        for _ in 0..STOPPING_LOOKS {
            let run = self.look(id).await?;
            let state = run.status.as_ref().and_then(|s| s.state.as_ref());
            if !matches!(
                state,
                Some(QueryExecutionState::Queued | QueryExecutionState::Running)
            ) {
                break;
            }
            tokio::time::sleep(FIRST_LOOK).await;
        }
        Ok(())
    }

    /// True when somebody wants it stopped.
    async fn pause(&self, time: Duration, watch: &RunWatch<'_>) -> bool {
        let wanted = || watch.stop.is_some_and(|stop| stop());
        let mut left = time;
        while !left.is_zero() && !wanted() {
            let step = left.min(HEARING);
            tokio::time::sleep(step).await;
            left -= step;
        }
        wanted()
    }
}

fn tell(watch: &RunWatch<'_>, state: State, scanned: u64) {
    if let Some(on_status) = watch.on_status {
        on_status(&Status { state, scanned });
    }
}

fn scanned(run: &QueryExecution) -> u64 {
    let bytes = run
        .statistics
        .as_ref()
        .and_then(|s| s.data_scanned_in_bytes);
    bytes
        .and_then(|bytes| u64::try_from(bytes).ok())
        .unwrap_or(0)
}

fn finished(id: String, run: &QueryExecution) -> Execution {
    let statistics = run.statistics.as_ref();
    let millis = |pick: fn(&aws_sdk_athena::types::QueryExecutionStatistics) -> Option<i64>| {
        let millis = statistics.and_then(pick);
        millis
            .and_then(|millis| u64::try_from(millis).ok())
            .unwrap_or(0)
    };
    Execution {
        id,
        millis: millis(|s| {
            s.total_execution_time_in_millis
                .or(s.engine_execution_time_in_millis)
        }),
        queued_millis: millis(|s| s.query_queue_time_in_millis),
        scanned: scanned(run),
        reused: statistics
            .and_then(|s| s.result_reuse_information.as_ref())
            .is_some_and(|reuse| reuse.reused_previous_result),
        header: run.statement_type == Some(StatementType::Dml),
        output: run
            .result_configuration
            .as_ref()
            .and_then(|result| result.output_location.as_deref())
            .filter(|location| location.ends_with(".csv"))
            .and_then(S3Place::parse),
    }
}
