//! A call that did not work, in words.

use std::error::Error;
use std::fmt;

use aws_credential_types::provider::error::CredentialsError;
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::result::SdkError;
use aws_smithy_types::error::metadata::ProvideErrorMetadata;

/// A call to AWS that did not work: what, on what, why, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    kind: FailureKind,
    message: String,
    hint: Option<String>,
}

/// Why a call did not work, by what its reader can do about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum FailureKind {
    /// No region is set.
    NoRegion,
    /// There are no credentials, or they are not valid any more.
    Credentials,
    /// This machine's clock is wrong.
    Clock,
    /// The caller may not do it.
    Denied,
    /// The resource is in another region.
    WrongRegion,
    /// There is no such resource.
    Missing,
    /// The resource is there already.
    Present,
    /// Someone else changed it in the meantime.
    Conflict,
    /// Too many calls, after all retries.
    Throttled,
    /// No answer, after all retries.
    Unreachable,
    /// The service takes the request for wrong.
    Refused,
    /// The service failed, after all retries.
    Service,
}

/// Codes of services, by kind. What is not here is told by the HTTP status.
const CODES: [(FailureKind, &[&str]); 9] = [
    (
        FailureKind::Credentials,
        &[
            "ExpiredToken",
            "ExpiredTokenException",
            "InvalidAccessKeyId",
            "InvalidClientTokenId",
            "InvalidToken",
            "MissingAuthenticationToken",
            "SignatureDoesNotMatch",
            "UnrecognizedClientException",
        ],
    ),
    (
        FailureKind::Clock,
        &[
            "RequestTimeTooSkewed",
            "RequestExpired",
            "RequestInTheFuture",
        ],
    ),
    (
        FailureKind::Denied,
        &[
            "AccessDenied",
            "AccessDeniedException",
            "AllAccessDisabled",
            "AuthorizationError",
            "Forbidden",
            "KMSAccessDeniedException",
            "UnauthorizedOperation",
        ],
    ),
    (
        FailureKind::WrongRegion,
        &[
            "AuthorizationHeaderMalformed",
            "IllegalLocationConstraintException",
            "PermanentRedirect",
            "TemporaryRedirect",
        ],
    ),
    (
        FailureKind::Missing,
        &[
            "EntityNotFoundException",
            "NoSuchBucket",
            "NoSuchKey",
            "NoSuchUpload",
            "NotFound",
            "ParameterNotFound",
            "ResourceNotFoundException",
        ],
    ),
    (FailureKind::Present, &["AlreadyExistsException"]),
    (
        FailureKind::Conflict,
        &[
            "ConcurrentModificationException",
            "ConditionalRequestConflict",
            "PreconditionFailed",
            "ResourceInUseException",
        ],
    ),
    (
        FailureKind::Throttled,
        &[
            "KMSThrottlingException",
            "LimitExceededException",
            "ProvisionedThroughputExceededException",
            "RequestLimitExceeded",
            "SlowDown",
            "Throttling",
            "ThrottlingException",
            "TooManyRequestsException",
        ],
    ),
    (
        FailureKind::Service,
        &[
            "InternalError",
            "InternalFailure",
            "InternalFailureException",
            "InternalServerError",
            "InternalServerException",
            "InternalServiceException",
            "OperationTimeoutException",
            "ServiceUnavailable",
        ],
    ),
];

impl Failure {
    pub(crate) fn new(
        kind: FailureKind,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) -> Self {
        Self {
            kind,
            message: message.into(),
            hint: Some(hint.into()),
        }
    }

    /// What a client's error means. `action` is the call as policies name it, `glue:UpdateTable`; `resource` what it was about,
    /// ``table `shop.orders` ``.
    #[must_use]
    pub fn of<E>(action: &str, resource: &str, error: &SdkError<E, HttpResponse>) -> Self
    where
        E: ProvideErrorMetadata + Error + 'static,
    {
        if let Some(credentials) = in_chain::<CredentialsError>(error) {
            return Self::credentials(credentials);
        }
        match error {
            SdkError::ServiceError(answer) => {
                let raw = answer.raw();
                let region = raw.headers().get("x-amz-bucket-region");
                let (code, message) = (answer.err().code(), answer.err().message());
                Self::answered(
                    action,
                    resource,
                    raw.status().as_u16(),
                    code,
                    message,
                    region,
                )
            }
            SdkError::ResponseError(answer) => {
                let status = answer.raw().status().as_u16();
                Self {
                    kind: FailureKind::Service,
                    message: format!(
                        "{action} on {resource}: the answer (status {status}) cannot be read"
                    ),
                    hint: Some(
                        "check that AWS_ENDPOINT_URL, where it is set, names this service".into(),
                    ),
                }
            }
            SdkError::TimeoutError(_) => Self::unreachable(action, resource, "no answer in time"),
            other => Self::unreachable(action, resource, &last(other)),
        }
    }

    /// What an answer of a service means.
    fn answered(
        action: &str,
        resource: &str,
        status: u16,
        code: Option<&str>,
        message: Option<&str>,
        bucket_region: Option<&str>,
    ) -> Self {
        let mut kind = kind(code, status);
        let said = message.unwrap_or_default();
        // Both come with the code of a signature that does not match.
        if kind == FailureKind::Credentials || code == Some("InvalidSignatureException") {
            let clock =
                said.contains("Signature expired") || said.contains("Signature not yet current");
            kind = if clock {
                FailureKind::Clock
            } else {
                FailureKind::Credentials
            };
        }
        if bucket_region.is_some() && matches!(status, 301 | 307) {
            kind = FailureKind::WrongRegion;
        }
        let why = match kind {
            FailureKind::Credentials => "AWS does not accept the credentials",
            FailureKind::Clock => "AWS refuses the request's time",
            FailureKind::Denied => "no permission",
            FailureKind::WrongRegion => "it is in another region",
            FailureKind::Missing => "there is none",
            FailureKind::Present => "it exists already",
            FailureKind::Conflict => "someone else is changing it",
            FailureKind::Throttled => "too many calls, also after retries",
            FailureKind::Service => "the service failed, also after retries",
            _ => "refused",
        };
        let detail = match (code, said) {
            (Some(code), "") => code.into(),
            (Some(code), said) => format!("{code}: {said}"),
            (None, "") => format!("status {status}"),
            (None, said) => said.into(),
        };
        Self {
            kind,
            message: format!("{action} on {resource}: {why} ({})", one_line(&detail)),
            hint: hint(kind, action, code, bucket_region),
        }
    }

    pub(crate) fn no_credentials() -> Self {
        Self::new(
            FailureKind::Credentials,
            "there are no AWS credentials",
            "set AWS_PROFILE, run `aws sso login`, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
        )
    }

    pub(crate) fn credentials(error: &CredentialsError) -> Self {
        if matches!(error, CredentialsError::CredentialsNotLoaded(_)) {
            return Self::no_credentials();
        }
        Self::new(
            FailureKind::Credentials,
            format!(
                "the AWS credentials cannot be had: {}",
                one_line(&last(error))
            ),
            "run `aws sso login`, or check AWS_PROFILE and the profile in ~/.aws/config",
        )
    }

    /// An answer that broke off, or a request that could not be made.
    #[must_use]
    pub fn broken(action: &str, resource: &str, error: &(dyn Error + 'static)) -> Self {
        Self::unreachable(action, resource, &last(error))
    }

    fn unreachable(action: &str, resource: &str, why: &str) -> Self {
        Self::new(
            FailureKind::Unreachable,
            format!(
                "{action} on {resource}: AWS cannot be reached: {}",
                one_line(why)
            ),
            "check the network, the region, and AWS_ENDPOINT_URL where it is set",
        )
    }

    /// Why.
    #[must_use]
    pub fn kind(&self) -> FailureKind {
        self.kind
    }

    /// What to do about it, when that is known.
    #[must_use]
    pub fn hint(&self) -> Option<&str> {
        self.hint.as_deref()
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl Error for Failure {}

fn kind(code: Option<&str>, status: u16) -> FailureKind {
    let known = |code: &str| CODES.iter().find(|(_, codes)| codes.contains(&code));
    if let Some((kind, _)) = code.and_then(known) {
        return *kind;
    }
    match status {
        301 | 307 => FailureKind::WrongRegion,
        401 | 403 => FailureKind::Denied,
        404 => FailureKind::Missing,
        409 | 412 => FailureKind::Conflict,
        429 | 503 => FailureKind::Throttled,
        500.. => FailureKind::Service,
        _ => FailureKind::Refused,
    }
}

fn hint(
    kind: FailureKind,
    action: &str,
    code: Option<&str>,
    region: Option<&str>,
) -> Option<String> {
    Some(match kind {
        FailureKind::Credentials => {
            let expired = code.is_some_and(|code| code.starts_with("Expired"));
            let hint = if expired {
                "they have expired: log in again, for example with `aws sso login`"
            } else {
                "check AWS_PROFILE, or log in again, for example with `aws sso login`"
            };
            hint.into()
        }
        FailureKind::Clock => "set this machine's clock: it may be off by five minutes at most".into(),
        FailureKind::Denied => format!(
            "allow {action} there; the policies of infra/foundation.yaml hold what Lakebed needs"
        ),
        FailureKind::WrongRegion => match region {
            Some(region) => format!("set AWS_REGION={region}"),
            None => "set AWS_REGION to the region of the bucket".into(),
        },
        FailureKind::Missing => {
            "check its name, the region and the account; `lakebed config show` tells where settings come from".into()
        }
        FailureKind::Conflict => "run the command again".into(),
        FailureKind::Throttled | FailureKind::Service => "run the command again in a minute".into(),
        _ => return None,
    })
}

/// The innermost reason, which is the one that says something.
fn last(error: &(dyn Error + 'static)) -> String {
    let mut error = error;
    while let Some(source) = error.source() {
        error = source;
    }
    error.to_string()
}

fn in_chain<'a, T: Error + 'static>(error: &'a (dyn Error + 'static)) -> Option<&'a T> {
    let mut next = Some(error);
    while let Some(error) = next {
        if let Some(found) = error.downcast_ref() {
            return Some(found);
        }
        next = error.source();
    }
    None
}

/// One line, without the session token: a service that finds the signature wrong repeats the headers that were signed.
fn one_line(text: &str) -> String {
    const TOKEN: &str = "x-amz-security-token:";
    let mut words = Vec::new();
    let mut hidden = false;
    for word in text.split_whitespace() {
        let at = word.to_ascii_lowercase().find(TOKEN);
        let known = at.and_then(|at| word.get(..at + TOKEN.len()));
        match known {
            // The value may be a word of its own.
            Some(name) => {
                hidden = name.len() == word.len();
                words.push(format!("{name}***"));
            }
            None if hidden => hidden = false,
            None => words.push(word.into()),
        }
    }
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_session_token_is_not_repeated() {
        let said = "should have been 'POST\n/\n\nhost:h\nx-amz-security-token:FQoG/+=\n\nhost;x-amz-security-token'";
        assert_eq!(
            one_line(said),
            "should have been 'POST / host:h x-amz-security-token:*** host;x-amz-security-token'"
        );
        assert_eq!(
            one_line("Host: h X-Amz-Security-Token: FQoG/+= Accept: *"),
            "Host: h X-Amz-Security-Token:*** Accept: *"
        );
    }

    fn answered(
        status: u16,
        code: Option<&str>,
        message: &str,
        expected: (FailureKind, &str, &str),
    ) {
        let failure = Failure::answered(
            "glue:UpdateTable",
            "table `shop.orders`",
            status,
            code,
            Some(message),
            None,
        );
        let (kind, why, hint) = expected;
        assert_eq!(failure.kind(), kind, "{failure}");
        assert!(
            failure
                .to_string()
                .starts_with("glue:UpdateTable on table `shop.orders`: ")
        );
        assert!(failure.to_string().contains(why), "{failure}");
        assert!(
            failure.hint().unwrap_or("none").contains(hint),
            "{:?}",
            failure.hint()
        );
    }

    #[test]
    fn answers_are_told_by_what_to_do() {
        use FailureKind as K;
        let denied = "User: arn:aws:iam::1:user/x is not authorized to perform:\n glue:UpdateTable";
        answered(
            400,
            Some("AccessDeniedException"),
            denied,
            (
                K::Denied,
                "no permission (AccessDeniedException: User",
                "allow glue:UpdateTable",
            ),
        );
        answered(
            403,
            None,
            "",
            (
                K::Denied,
                "no permission (status 403)",
                "allow glue:UpdateTable",
            ),
        );
        answered(
            400,
            Some("ExpiredTokenException"),
            "x",
            (K::Credentials, "does not accept", "log in again"),
        );
        answered(
            403,
            Some("SignatureDoesNotMatch"),
            "x",
            (K::Credentials, "does not accept", "AWS_PROFILE"),
        );
        answered(
            400,
            Some("InvalidSignatureException"),
            "Signature expired: a is now earlier than b",
            (K::Clock, "time", "clock"),
        );
        answered(
            403,
            Some("RequestTimeTooSkewed"),
            "x",
            (K::Clock, "time", "clock"),
        );
        answered(
            404,
            Some("NoSuchBucket"),
            "x",
            (K::Missing, "there is none", "config show"),
        );
        answered(
            400,
            Some("ThrottlingException"),
            "Rate exceeded",
            (K::Throttled, "too many calls", "in a minute"),
        );
        answered(
            503,
            None,
            "",
            (K::Throttled, "too many calls", "in a minute"),
        );
        answered(
            500,
            Some("SomethingNew"),
            "x",
            (K::Service, "the service failed", "in a minute"),
        );
        answered(
            400,
            Some("InvalidInputException"),
            "Column name is bad",
            (K::Refused, "refused (InvalidInputException: Column", "none"),
        );
    }

    #[test]
    fn a_bucket_says_where_it_is() {
        let failure = Failure::answered(
            "s3:ListBucket",
            "s3://lake",
            301,
            None,
            None,
            Some("eu-west-1"),
        );
        assert_eq!(failure.kind(), FailureKind::WrongRegion);
        assert_eq!(failure.hint(), Some("set AWS_REGION=eu-west-1"));
    }
}
