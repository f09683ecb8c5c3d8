//! Lives of links: `30m`, `1h`, `7d`.

use std::time::Duration;

/// S3's limit.
const LONGEST: Duration = Duration::from_secs(7 * 24 * 3600);

/// Reads a time from one second to seven days.
///
/// # Errors
/// What to write.
pub fn time(text: &str) -> Result<Duration, String> {
    let wrong = || "write a time like 90s, 30m, 1h or 7d, of seven days at most".to_string();
    let units = [("s", 1), ("m", 60), ("h", 3600), ("d", 86_400)];
    let (number, unit) = units
        .iter()
        .find_map(|(name, seconds)| Some((text.trim().strip_suffix(name)?, *seconds)))
        .ok_or_else(wrong)?;
    let number: u64 = number.parse().map_err(|_| wrong())?;
    let time = Duration::from_secs(number.checked_mul(unit).ok_or_else(wrong)?);
    if time.is_zero() || time > LONGEST {
        return Err(wrong());
    }
    Ok(time)
}

#[cfg(test)]
mod tests {
    use super::time;

    #[test]
    fn times_are_read() {
        for (text, seconds) in [
            ("90s", Some(90)),
            ("30m", Some(1800)),
            ("1h", Some(3600)),
            ("7d", Some(604_800)),
            ("8d", None),
            ("0s", None),
            ("1", None),
            ("-1h", None),
            ("h", None),
            ("99999999999999999999d", None),
        ] {
            assert_eq!(time(text).ok().map(|t| t.as_secs()), seconds, "{text}");
        }
    }
}
