//! The SNS topic that is told of alerts that fire.

use anyhow::{Context, Result};
use aws_sdk_sns::Client;
use lakebed_aws::Failure;
use lakebed_query::{Format, Look, ResultWriter};

use super::{Fired, Told, facts, more};
use crate::args::AlertArgs;
use crate::aws::{Place, open};
use crate::exit::{self, Trouble};
use crate::settings::{Settings, Target};

/// Bytes of a message: SNS takes 262,144, and the rest is for what transports add.
const MOST_BYTES: usize = 250_000;
/// Characters of a subject, SNS's limit.
const MOST_SUBJECT: usize = 100;

/// A topic of SNS.
pub struct Topic {
    client: Client,
    arn: String,
}

impl Topic {
    /// The topic that is named, or that of the environment on AWS; none where alerts are only printed.
    ///
    /// # Errors
    /// AWS cannot be connected to; no environment, no topic; an ARN that is none.
    pub async fn open(args: &AlertArgs, settings: &Settings) -> Result<Option<Self>> {
        let on_aws = settings.target.value == Target::Aws;
        if args.no_topic || (args.topic.is_none() && !on_aws) {
            return Ok(None);
        }
        let (connection, arn) = match &args.topic {
            Some(arn) if !is_topic(arn) => {
                let message = format!("`{arn}` is no ARN of an SNS topic");
                let hint = "write --topic arn:aws:sns:REGION:ACCOUNT:NAME";
                return Err(Trouble::new(message, hint).into());
            }
            Some(arn) => (lakebed_aws::connect().await?, arn.clone()),
            None => {
                let session = open(settings, &[Place::Topic]).await?;
                let arn = session.place(Place::Topic)?.value.clone();
                (session.connection, arn)
            }
        };
        Ok(Some(Self {
            client: Client::new(&connection.config()),
            arn,
        }))
    }

    /// Publishes a message for each alert that fired; answers what came of it. One that cannot be told must not hide the others.
    pub async fn tell(&self, fired: &[Fired<'_>]) -> Told {
        let (mut told, mut failed) = (0, 0);
        for one in fired {
            match self.publish(one).await {
                Ok(()) => told += 1,
                Err(error) => {
                    failed += 1;
                    let what = format!("alert `{}` was not told", one.query.name);
                    exit::report(&error.context(what));
                }
            }
        }
        let s = if told == 1 { "" } else { "s" };
        Told {
            note: (told > 0).then(|| format!("{told} message{s} to {}", self.arn)),
            failed,
        }
    }

    async fn publish(&self, fired: &Fired<'_>) -> Result<()> {
        let sent = self
            .client
            .publish()
            .topic_arn(&self.arn)
            .subject(subject(&fired.query.name))
            .message(message(fired)?)
            .send()
            .await;
        sent.map_err(|e| Failure::of("sns:Publish", &format!("topic `{}`", self.arn), &e))?;
        Ok(())
    }
}

/// `arn:aws:sns:eu-central-1:123456789012:lakebed-dev-alerts`
fn is_topic(arn: &str) -> bool {
    let parts: Vec<_> = arn.split(':').collect();
    matches!(parts.as_slice(), ["arn", _, "sns", region, account, name] if ![region, account, name].iter().any(|p| p.is_empty()))
}

/// ASCII in one line, as mail needs it; names of queries are nothing else.
fn subject(name: &str) -> String {
    format!("lakebed alert: {name}")
        .chars()
        .take(MOST_SUBJECT)
        .collect()
}

/// What the terminal shows, with the rows as CSV; rows beyond the limit are left out.
fn message(fired: &Fired<'_>) -> Result<String> {
    let mut text = format!("{}: {}\n", fired.query.name, fired.query.description);
    for line in facts(fired) {
        text.push_str(&format!("{line}\n"));
    }
    let mut rows = ResultWriter::new(
        Vec::new(),
        Format::Csv,
        Look::default(),
        fired.schema.clone(),
    )?;
    for batch in &fired.verdict.sample {
        rows.write(batch)?;
    }
    let rows = String::from_utf8(rows.into_inner()?).context("the rows are no UTF-8")?;
    if !fired.verdict.sample.is_empty() {
        text.push_str(&format!("\n{rows}"));
        let shown = fired
            .verdict
            .sample
            .iter()
            .map(|b| b.num_rows() as u64)
            .sum();
        text.extend(more(fired, shown).map(|more| format!("{more}\n")));
    }
    if text.len() > MOST_BYTES {
        let mut end = MOST_BYTES;
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        text.truncate(end);
        text.push_str("\n(cut: SNS takes 256 kB)\n");
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn topics_are_told_from_other_arns() {
        assert!(is_topic(
            "arn:aws:sns:eu-central-1:123456789012:lakebed-dev-alerts"
        ));
        assert!(is_topic("arn:aws-cn:sns:cn-north-1:123456789012:a"));
        for other in [
            "alerts",
            "arn:aws:sqs:eu-central-1:123456789012:a",
            "arn:aws:sns:eu-central-1:123456789012:",
            "",
        ] {
            assert!(!is_topic(other), "{other}");
        }
        assert_eq!(subject(&"a".repeat(200)).len(), MOST_SUBJECT);
    }
}
