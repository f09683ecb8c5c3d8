//! What is set for AWS, and what the environment's stack says of the rest: `infra/foundation.yaml` keeps it in SSM.

use std::collections::BTreeMap;

use anyhow::Result;
use lakebed_aws::{Connection, Failure, S3Place};

use crate::exit::Trouble;
use crate::settings::{ENV_DATABASE, ENV_LAKE, ENV_WORKGROUP, Setting, Settings, Source};

/// A lake in S3.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct S3Lake {
    pub bucket: String,
    /// Without `/` at either end; may be empty.
    pub prefix: String,
}

impl S3Lake {
    /// Reads `s3://bucket/prefix`.
    ///
    /// # Errors
    /// Anything else.
    pub fn parse(text: &str, source: &Source) -> Result<Self> {
        let place = S3Place::parse(text).ok_or_else(|| {
            let message = format!("the lake `{text}` ({source}) is not in S3");
            Trouble::new(
                message,
                format!("write --lake s3://BUCKET/PREFIX, or set it in {ENV_LAKE}"),
            )
        })?;
        Ok(Self {
            bucket: place.bucket,
            prefix: place.key.trim_matches('/').into(),
        })
    }

    /// `s3://bucket/prefix`, without `/` at its end.
    pub fn url(&self) -> String {
        match self.prefix.as_str() {
            "" => format!("s3://{}", self.bucket),
            prefix => format!("s3://{}/{prefix}", self.bucket),
        }
    }

    /// The lake's root, to join keys to.
    pub fn place(&self) -> S3Place {
        S3Place {
            bucket: self.bucket.clone(),
            key: match self.prefix.as_str() {
                "" => String::new(),
                prefix => format!("{prefix}/"),
            },
        }
    }
}

/// A setting that only AWS needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Lake,
    Database,
    Workgroup,
    /// The SNS topic for alerts, by its ARN.
    Topic,
}

/// The connection, and the places that are known.
pub struct Session {
    pub connection: Connection,
    env: Setting<String>,
    lake: Option<Setting<String>>,
    database: Option<Setting<String>>,
    workgroup: Option<Setting<String>>,
    topic: Option<Setting<String>>,
}

/// Connects, and asks the environment's stack for what is needed and not set.
///
/// # Errors
/// No region, no credentials, or a place that is neither set nor deployed.
pub async fn open(settings: &Settings, needed: &[Place]) -> Result<Session> {
    let mut session = Session {
        connection: lakebed_aws::connect().await?,
        env: settings.aws.env.clone(),
        lake: settings.aws.lake.clone(),
        database: settings.aws.database.clone(),
        workgroup: settings.aws.workgroup.clone(),
        topic: None,
    };
    if needed.iter().any(|place| session.get(*place).is_none()) {
        session.discover().await?;
    }
    let missing: Vec<_> = needed
        .iter()
        .filter(|place| session.get(**place).is_none())
        .collect();
    if missing.is_empty() {
        return Ok(session);
    }
    let env = &session.env.value;
    let (mut flags, mut variables) = (Vec::new(), Vec::new());
    for place in missing {
        let (flag, variable) = match place {
            Place::Lake => ("--lake", ENV_LAKE),
            Place::Database => ("--database", ENV_DATABASE),
            Place::Workgroup => ("--workgroup", ENV_WORKGROUP),
            // No variable: who has no stack says so each time.
            Place::Topic => ("--topic or --no-topic", ""),
        };
        flags.push(flag);
        variables.extend(Some(variable).filter(|name| !name.is_empty()));
    }
    let variables = match variables.as_slice() {
        [] => String::new(),
        names => format!(" ({})", names.join(", ")),
    };
    let message = format!(
        "the environment `{env}` ({}) is not deployed in {}: SSM has no parameters below /lakebed/{env}/",
        session.env.source, session.connection.region
    );
    let hint = format!(
        "make deploy ENV={env}, name another with --env, or set {}{variables}",
        flags.join(" and ")
    );
    Err(Trouble::new(message, hint).into())
}

impl Session {
    fn get(&self, place: Place) -> Option<&Setting<String>> {
        match place {
            Place::Lake => self.lake.as_ref(),
            Place::Database => self.database.as_ref(),
            Place::Workgroup => self.workgroup.as_ref(),
            Place::Topic => self.topic.as_ref(),
        }
    }

    /// A place that [`open`] was asked for.
    ///
    /// # Errors
    /// Nobody asked for it.
    pub fn place(&self, place: Place) -> Result<&Setting<String>> {
        self.get(place)
            .ok_or_else(|| anyhow::anyhow!("{place:?} was not looked up"))
    }

    /// The lake that [`open`] was asked for.
    ///
    /// # Errors
    /// It is not in S3.
    pub fn lake(&self) -> Result<S3Lake> {
        let lake = self.place(Place::Lake)?;
        S3Lake::parse(&lake.value, &lake.source)
    }

    async fn discover(&mut self) -> Result<()> {
        let path = format!("/lakebed/{}", self.env.value);
        let client = aws_sdk_ssm::Client::new(&self.connection.config());
        let mut pages = client
            .get_parameters_by_path()
            .path(&path)
            .into_paginator()
            .send();
        let mut found = BTreeMap::new();
        while let Some(page) = pages.next().await {
            let page = page.map_err(|error| {
                Failure::of(
                    "ssm:GetParametersByPath",
                    &format!("parameters `{path}/`"),
                    &error,
                )
            })?;
            for parameter in page.parameters.unwrap_or_default() {
                if let (Some(name), Some(value)) = (parameter.name, parameter.value) {
                    found.insert(name, value);
                }
            }
        }
        let of_stack = |name: &str, prefix: &str| {
            let (name, value) = found.get_key_value(&format!("{path}/{name}"))?;
            Some(Setting {
                value: format!("{prefix}{value}"),
                source: Source::Aws(format!("SSM {name}")),
            })
        };
        self.lake = self.lake.take().or_else(|| of_stack("bucket", "s3://"));
        self.database = self.database.take().or_else(|| of_stack("database", ""));
        self.workgroup = self.workgroup.take().or_else(|| of_stack("workgroup", ""));
        self.topic = self.topic.take().or_else(|| of_stack("alert-topic", ""));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lakes_are_buckets_with_prefixes() {
        let parse = |text: &str| {
            S3Lake::parse(text, &Source::Flag)
                .map(|lake| lake.url())
                .ok()
        };
        assert_eq!(parse("s3://lake"), Some("s3://lake".into()));
        assert_eq!(parse("s3://lake/"), Some("s3://lake".into()));
        assert_eq!(parse("s3://lake/a/b/"), Some("s3://lake/a/b".into()));
        for wrong in [
            "lake",
            "s3:/lake",
            "s3://",
            "s3://x",
            "s3://Lake",
            "s3://a_b/c",
            "gs://lake",
        ] {
            assert_eq!(parse(wrong), None, "{wrong}");
        }
    }
}
