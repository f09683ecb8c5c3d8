//! Region and credentials by the standard chain, and one HTTP client for all services.

use std::env;
use std::time::Duration;

use aws_config::BehaviorVersion;
use aws_config::retry::RetryConfig;
use aws_config::timeout::TimeoutConfig;
use aws_credential_types::provider::ProvideCredentials;
use aws_smithy_http_client::proxy::ProxyConfig;
use aws_smithy_http_client::tls::{Provider, rustls_provider::CryptoMode};
use aws_smithy_http_client::{Builder, Connector};
use aws_smithy_runtime_api::client::http::SharedHttpClient;
use aws_types::SdkConfig;

use crate::failure::{Failure, FailureKind};

/// Tries of one call, the first included, unless `AWS_MAX_ATTEMPTS` says otherwise. With the backoff below a service that refuses every call is given up after about 20 s,
/// and one that refuses every fifth is never noticed.
const ATTEMPTS: u32 = 9;
const MAX_ATTEMPTS: &str = "AWS_MAX_ATTEMPTS";
const FIRST_BACKOFF: Duration = Duration::from_millis(100);
const LONGEST_BACKOFF: Duration = Duration::from_secs(5);
/// Time for the first byte of an answer.
const READ_TIMEOUT: Duration = Duration::from_secs(60);

/// What the services' clients are made of.
#[derive(Debug, Clone)]
pub struct Connection {
    config: SdkConfig,
    /// Region: `eu-central-1`.
    pub region: String,
    /// The access key's id but for its last four characters, as the AWS CLI shows it; never the secret.
    pub access_key: String,
    /// Another endpoint than AWS's own is set for S3, whose buckets are then a part of the path.
    pub path_style: bool,
}

impl Connection {
    /// Region, credentials, retries and an HTTP client of its own, for `Client::new`.
    ///
    /// Connections belong to the runtime on which they are made: a client on another one must not share them.
    #[must_use]
    pub fn config(&self) -> SdkConfig {
        self.config.to_builder().http_client(http_client()).build()
    }
}

/// Finds region and credentials: environment, profile, single sign-on, web identity, container, instance.
///
/// No service that Lakebed works with is called.
///
/// # Errors
/// [`FailureKind::NoRegion`] and [`FailureKind::Credentials`], with what to set; [`FailureKind::Refused`]: `AWS_MAX_ATTEMPTS` is no count.
pub async fn connect() -> Result<Connection, Failure> {
    let attempts = attempts(env::var(MAX_ATTEMPTS).ok().as_deref())?;
    let config = aws_config::defaults(BehaviorVersion::latest())
        .http_client(http_client())
        .retry_config(
            RetryConfig::standard()
                .with_max_attempts(attempts)
                .with_initial_backoff(FIRST_BACKOFF)
                .with_max_backoff(LONGEST_BACKOFF),
        )
        .timeout_config(
            TimeoutConfig::builder()
                .connect_timeout(Duration::from_secs(5))
                .read_timeout(READ_TIMEOUT)
                .build(),
        )
        .load()
        .await;
    let Some(region) = config
        .region()
        .map(ToString::to_string)
        .filter(|region| !region.is_empty())
    else {
        return Err(Failure::new(
            FailureKind::NoRegion,
            "no AWS region is set",
            "set AWS_REGION, or region in your profile (~/.aws/config)",
        ));
    };
    let credentials = match config.credentials_provider() {
        Some(provider) => provider
            .provide_credentials()
            .await
            .map_err(|error| Failure::credentials(&error))?,
        None => return Err(Failure::no_credentials()),
    };
    let path_style = config.endpoint_url().is_some()
        || env::var_os("AWS_ENDPOINT_URL_S3").is_some_and(|url| !url.is_empty());
    Ok(Connection {
        region,
        access_key: masked(credentials.access_key_id()),
        path_style,
        config,
    })
}

/// The variable that every AWS SDK reads. A configuration in code would hide it.
fn attempts(set: Option<&str>) -> Result<u32, Failure> {
    let Some(text) = set.map(str::trim).filter(|text| !text.is_empty()) else {
        return Ok(ATTEMPTS);
    };
    text.parse().ok().filter(|n| *n > 0).ok_or_else(|| {
        let message = format!("{MAX_ATTEMPTS} is `{text}`, and that is no count of tries");
        let hint = format!("set it to 1 or more, or unset it for {ATTEMPTS}");
        Failure::new(FailureKind::Refused, message, hint)
    })
}

/// rustls with ring and the system's roots, through the proxy that the environment names.
fn http_client() -> SharedHttpClient {
    let proxy = ProxyConfig::from_env();
    Builder::new().build_with_connector_fn(move |settings, components| {
        let mut connector = Connector::builder()
            .tls_provider(Provider::Rustls(CryptoMode::Ring))
            .proxy_config(proxy.clone());
        if let Some(settings) = settings {
            connector = connector.connector_settings(settings.clone());
        }
        if let Some(components) = components {
            connector.set_sleep_impl(components.sleep_impl());
        }
        connector.build()
    })
}

fn masked(key: &str) -> String {
    let shown = key.char_indices().rev().nth(3).map_or(0, |(at, _)| at);
    // A key of four characters or fewer is a test's; nothing of it is shown all the same.
    let tail = if shown == 0 { "" } else { &key[shown..] };
    format!("{}{tail}", "*".repeat(key.len().min(16)))
}

#[cfg(test)]
mod tests {
    use super::{ATTEMPTS, attempts, masked};

    #[test]
    fn tries_are_those_of_the_environment() {
        assert_eq!(attempts(None).unwrap(), ATTEMPTS);
        assert_eq!(attempts(Some(" ")).unwrap(), ATTEMPTS);
        assert_eq!(attempts(Some("1")).unwrap(), 1);
        for wrong in ["0", "-1", "many", "1.5"] {
            assert!(attempts(Some(wrong)).is_err(), "{wrong}");
        }
    }

    #[test]
    fn keys_are_masked() {
        assert_eq!(masked("AKIAIOSFODNN7EXAMPLE"), "****************MPLE");
        assert_eq!(masked("test"), "****");
        assert_eq!(masked(""), "");
    }
}
