//! Numbers as a page shows them.

/// 1234567.50 as 1,234,567.50; anything that is no plain decimal as it is.
pub fn grouped(text: &str) -> String {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", text),
    };
    let (whole, fraction) = digits
        .split_once('.')
        .map_or((digits, None), |(whole, fraction)| (whole, Some(fraction)));
    let plain = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if !plain(whole) || !fraction.is_none_or(plain) {
        return text.into();
    }
    let mut out = String::from(sign);
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(fraction) = fraction {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

/// A figure for the eye: without fraction from a thousand on, with two digits of it below.
pub fn figure(value: f64) -> String {
    if !value.is_finite() {
        return "–".into();
    }
    let text = match value.abs() {
        0.0..1000.0 => {
            let text = format!("{value:.2}");
            text.trim_end_matches('0').trim_end_matches('.').to_string()
        }
        _ => format!("{value:.0}"),
    };
    grouped(&text)
}

/// By how much `now` is above or below `before`: +12.3 %.
pub fn change(before: f64, now: f64) -> Option<(f64, String)> {
    let percent = (now - before) / before.abs() * 100.0;
    percent
        .is_finite()
        .then(|| (percent, format!("{percent:+.1} %")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_for_people() {
        for (text, expected) in [
            ("1234567.50", "1,234,567.50"),
            ("-999", "-999"),
            ("-1000", "-1,000"),
            (
                "12345678901234567890123456789.123456789",
                "12,345,678,901,234,567,890,123,456,789.123456789",
            ),
            ("1e300", "1e300"),
            ("NaN", "NaN"),
            ("2026-11-20", "2026-11-20"),
            ("", ""),
        ] {
            assert_eq!(grouped(text), expected);
        }
        assert_eq!(
            [0.0, 0.5, 12.345, 999.999, 1234.5, -4_000_000.0, f64::NAN].map(figure),
            ["0", "0.5", "12.35", "1,000", "1,234", "-4,000,000", "–"]
        );
        assert_eq!(
            change(200.0, 250.0).map(|c| c.1).as_deref(),
            Some("+25.0 %")
        );
        assert_eq!(change(0.0, 1.0), None);
    }
}
