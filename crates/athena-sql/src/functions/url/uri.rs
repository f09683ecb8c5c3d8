//! A URL taken apart as `java.net.URI` does it, which follows RFC 2396.

use std::net::Ipv6Addr;

pub(super) struct Uri<'a> {
    pub(super) scheme: &'a str,
    /// Empty where the authority is no server: `//my_bucket/key`.
    pub(super) host: &'a str,
    pub(super) port: Option<i32>,
    pub(super) path: &'a str,
    pub(super) query: Option<&'a str>,
    pub(super) fragment: Option<&'a str>,
}

impl<'a> Uri<'a> {
    /// `None` for what is no URI, such as one with blanks.
    pub(super) fn parse(text: &'a str) -> Option<Self> {
        let (rest, fragment) = parted(text, '#');
        fragment
            .is_none_or(|text| is_of(text, uric))
            .then_some(())?;
        let mut uri = Self {
            scheme: "",
            host: "",
            port: None,
            path: "",
            query: None,
            fragment,
        };
        let mut rest = rest;
        if let Some(end) = rest
            .find(['/', '?', ':'])
            .filter(|end| rest[*end..].starts_with(':'))
        {
            let scheme = &rest[..end];
            let fits = |b: u8| b.is_ascii_alphanumeric() || b"+-.".contains(&b);
            (scheme.starts_with(|c: char| c.is_ascii_alphabetic()) && scheme.bytes().all(fits))
                .then_some(())?;
            uri.scheme = scheme;
            rest = &rest[end + 1..];
            if !rest.starts_with('/') {
                // What follows a scheme without a slash has no parts: `mailto:a@b`.
                return (!rest.is_empty() && is_of(rest, uric)).then_some(uri);
            }
        }
        let (rest, query) = parted(rest, '?');
        query.is_none_or(|text| is_of(text, uric)).then_some(())?;
        uri.query = query;
        uri.path = rest;
        if let Some(rest) = rest.strip_prefix("//") {
            let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
            if authority.is_empty() {
                (!path.is_empty() || query.is_some() || fragment.is_some()).then_some(())?;
            } else {
                (uri.host, uri.port) = host_and_port(authority)?;
            }
            uri.path = path;
        }
        is_of(uri.path, |b| uric(b) && !b"?[]".contains(&b)).then_some(uri)
    }
}

fn parted(text: &str, mark: char) -> (&str, Option<&str>) {
    match text.split_once(mark) {
        Some((before, behind)) => (before, Some(behind)),
        None => (text, None),
    }
}

/// An authority that is no server's is a name, and has no host.
fn host_and_port(authority: &str) -> Option<(&str, Option<i32>)> {
    // The zone of an address in brackets may stand behind a bare percent sign.
    well_escaped(authority.split('[').next()?).then_some(())?;
    let is_name = is_of(authority, |b| uric(b) && !b"/?[]".contains(&b));
    server(authority).or_else(|| is_name.then_some(("", None)))
}

/// `user@host:port`.
fn server(text: &str) -> Option<(&str, Option<i32>)> {
    let rest = match text.split_once('@') {
        Some((user, rest)) => is_of(user, |b| uric(b) && !b"/?@[]".contains(&b)).then_some(rest)?,
        None => text,
    };
    let end = match rest.strip_prefix('[') {
        Some(body) => {
            let end = body.find(']')?;
            let (address, scope) = parted(&body[..end], '%');
            let fits = |b: u8| b.is_ascii_alphanumeric() || b == b'_' || b == b'.';
            scope
                .is_none_or(|scope| !scope.is_empty() && scope.bytes().all(fits))
                .then_some(())?;
            address.parse::<Ipv6Addr>().ok()?;
            end + 2
        }
        None => {
            let end = rest.find(':').unwrap_or(rest.len());
            let host = &rest[..end];
            (is_address(host) || is_host_name(host)).then_some(end)?
        }
    };
    let (host, rest) = rest.split_at(end);
    let port = match rest.strip_prefix(':') {
        None if rest.is_empty() => None,
        None => return None,
        Some("") => None,
        Some(digits) => {
            digits.bytes().all(|b| b.is_ascii_digit()).then_some(())?;
            Some(digits.parse().ok()?)
        }
    };
    Some((host, port))
}

/// Four numbers of a byte.
fn is_address(host: &str) -> bool {
    let byte = |part: &str| {
        part.bytes().all(|b| b.is_ascii_digit())
            && part.parse::<i32>().is_ok_and(|number| number < 256)
    };
    host.split('.').count() == 4 && host.split('.').all(byte)
}

/// Labels of letters, digits and inner dashes, of several the last one with a letter first.
fn is_host_name(host: &str) -> bool {
    let labels = host.strip_suffix('.').unwrap_or(host);
    let fits = |label: &str| {
        let ends = |b: Option<&u8>| b.is_some_and(u8::is_ascii_alphanumeric);
        ends(label.as_bytes().first())
            && ends(label.as_bytes().last())
            && label
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    let last = match labels.rsplit_once('.') {
        Some((_, last)) => last.starts_with(|c: char| c.is_ascii_alphabetic()),
        None => true,
    };
    last && labels.split('.').all(fits)
}

/// The characters of a query, which are those of all parts.
fn uric(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-_.!~*'();/?:@&=+$,[]".contains(&byte)
}

/// Whether a text consists of these characters, of well-formed escapes and of letters beyond ASCII.
fn is_of(text: &str, fits: impl Fn(u8) -> bool) -> bool {
    let plain = |b: u8| fits(b) || b == b'%' || !b.is_ascii();
    text.bytes().all(plain)
        && well_escaped(text)
        && (text.is_ascii() || !text.contains(|c: char| !c.is_ascii() && is_blank(c)))
}

fn well_escaped(text: &str) -> bool {
    text.split('%').skip(1).all(|behind| {
        let digits = behind.as_bytes().get(..2);
        digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
    })
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || c.is_control()
}
