//! Scalar constructs planned by name: functions, operators, literals, casts.

pub(crate) mod arithmetic;
pub(crate) mod array;
pub(crate) mod binary;
pub(crate) mod cast;
pub(crate) mod comparison;
pub(crate) mod conditional;
pub(crate) mod datetime;
pub(crate) mod datetime_format;
pub(crate) mod decimal;
mod equality;
pub(crate) mod json;
pub(crate) mod json_number;
pub(crate) mod json_path;
pub(crate) mod json_path_eval;
pub(crate) mod json_search;
pub(crate) mod json_value;
pub(crate) mod literal;
pub(crate) mod map;
pub(crate) mod math;
pub(crate) mod multimap;
pub(crate) mod nested;
pub(crate) mod nested_order;
pub(crate) mod opaque;
pub(crate) mod pattern;
pub(crate) mod random;
pub(crate) mod regexp;
pub(crate) mod regexp_look;
pub(crate) mod regexp_pattern;
pub(crate) mod sql_json;
pub(crate) mod sql_json_build;
pub(crate) mod string;
pub(crate) mod string_format;
pub(crate) mod time_of_day;
pub(crate) mod timezone;
pub(crate) mod unknown;
pub(crate) mod url;
pub(crate) mod words;
pub(crate) mod zoned;

use datafusion::logical_expr::Expr;

use crate::aggregates::sketches;
use crate::call::{self, Call};
use crate::error::{Result, SqlError};

type Module = fn(&Call) -> Result<Option<Expr>>;

const MODULES: &[Module] = &[
    zoned::plan,
    sketches::plan,
    unknown::plan,
    literal::plan,
    arithmetic::plan,
    comparison::plan,
    conditional::plan,
    cast::plan,
    nested::plan,
    opaque::plan,
    pattern::plan,
    time_of_day::plan,
    datetime::plan,
    binary::plan,
    string::plan,
    words::plan,
    regexp::plan,
    math::plan,
    json::plan,
    sql_json::plan,
    array::plan,
    map::plan,
    multimap::plan,
    random::plan,
];

/// Plans one call.
pub(crate) fn plan(call: &Call) -> Result<Expr> {
    for module in MODULES {
        if let Some(expr) = module(call).map_err(|error| error.at(call.location))? {
            return Ok(expr);
        }
    }
    Err(unknown(call).at(call.location))
}

fn unknown(call: &Call) -> SqlError {
    let name = call.name;
    if let Some(hint) = NOT_YET
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, hint)| *hint)
    {
        let error = SqlError::unsupported(format!("function {name} is not supported"));
        return if hint.is_empty() {
            error
        } else {
            error.hint(hint)
        };
    }
    let error = SqlError::refused(format!("function '{name}' is not registered"));
    if let Some(hint) = ELSEWHERE
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, hint)| *hint)
    {
        return error.hint(hint);
    }
    let near = NAMES
        .iter()
        .map(|known| (call::distance(known, name), *known))
        .min();
    match near {
        Some((distance, near)) if distance <= 2 => error.hint(format!("did you mean {near}?")),
        _ => error,
    }
}

/// Functions of other engines, and what Athena has in their place.
const ELSEWHERE: &[(&str, &str)] = &[
    ("nvl", "write coalesce(a, b)"),
    ("ifnull", "write coalesce(a, b)"),
    ("isnull", "write x IS NULL"),
    ("datediff", "write date_diff('day', a, b)"),
    ("dateadd", "write date_add('day', n, x)"),
    ("to_date", "write CAST(x AS date) or date_parse(x, format)"),
    (
        "to_timestamp",
        "write CAST(x AS timestamp) or date_parse(x, format)",
    ),
    ("to_char", "write date_format(x, format)"),
    ("strftime", "write date_format(x, format)"),
    (
        "string_agg",
        "write listagg(x, ',') WITHIN GROUP (ORDER BY x)",
    ),
    (
        "group_concat",
        "write listagg(x, ',') WITHIN GROUP (ORDER BY x)",
    ),
    ("collect_list", "write array_agg(x)"),
    ("collect_set", "write array_agg(DISTINCT x)"),
    ("array_contains", "write contains(array, x)"),
    ("array_length", "write cardinality(array)"),
    ("size", "write cardinality(array)"),
    ("list_contains", "write contains(array, x)"),
    ("percentile", "write approx_percentile(x, p)"),
    ("percentile_cont", "write approx_percentile(x, p)"),
    ("median", "write approx_percentile(x, 0.5)"),
    ("get_json_object", "write json_extract_scalar(x, path)"),
    ("left", "write substr(x, 1, n)"),
    ("right", "write substr(x, -n)"),
    ("instr", "write strpos(text, part)"),
    ("len", "write length(x)"),
    ("char_length", "write length(x)"),
    ("getdate", "write current_timestamp"),
    ("sysdate", "write current_timestamp"),
    ("make_array", "write ARRAY[a, b]"),
    ("struct", "write CAST(ROW(a, b) AS row(x type, y type))"),
    (
        "named_struct",
        "write CAST(ROW(a, b) AS row(x type, y type))",
    ),
    ("explode", "write CROSS JOIN UNNEST(array) AS t(x)"),
];

/// The way round a function that SQL cannot put together.
const WHERE_READ: &str = "select its arguments, and compute it where the rows are read";

/// Functions of Athena that are not here, and a way round them.
const NOT_YET: &[(&str, &str)] = &[
    ("geometry", ""),
    ("st_point", ""),
    ("word_stem", WHERE_READ),
    ("beta_cdf", WHERE_READ),
    ("inverse_beta_cdf", WHERE_READ),
    ("cauchy_cdf", ""),
    ("chi_squared_cdf", ""),
    ("f_cdf", ""),
    ("gamma_cdf", ""),
    ("laplace_cdf", ""),
    ("logistic_cdf", ""),
    ("poisson_cdf", ""),
    ("t_cdf", ""),
    ("t_pdf", ""),
    ("binomial_cdf", ""),
    ("weibull_cdf", ""),
    ("cosine_distance", ""),
    ("dot_product", ""),
    ("euclidean_distance", ""),
    ("current_user", ""),
    ("current_catalog", ""),
    ("current_schema", ""),
    ("current_time", ""),
    ("version", ""),
    ("current_groups", ""),
    ("regexp_replace", "write a replacement with $1"),
    ("array_first", ""),
    ("array_last", ""),
    ("timestamp_objectid", ""),
    ("objectid", ""),
    ("bing_tile", ""),
    ("rgb", ""),
    ("bar", ""),
    ("color", ""),
    ("render", ""),
    ("hash_counts", ""),
    ("intersection_cardinality", ""),
    ("jaccard_index", ""),
    ("value_at_quantile", ""),
    ("values_at_quantiles", ""),
    ("is_json_scalar", ""),
    ("try_cast", "write TRY_CAST(x AS type)"),
];

/// Known names, to suggest the nearest one.
const NAMES: &[&str] = &[
    "abs",
    "all_match",
    "any_match",
    "array_distinct",
    "array_except",
    "array_intersect",
    "array_join",
    "array_max",
    "array_min",
    "array_position",
    "array_remove",
    "array_sort",
    "array_union",
    "at_timezone",
    "cardinality",
    "cbrt",
    "ceil",
    "chr",
    "coalesce",
    "codepoint",
    "concat",
    "concat_ws",
    "contains",
    "date",
    "date_add",
    "date_diff",
    "date_format",
    "date_parse",
    "date_trunc",
    "day",
    "day_of_week",
    "day_of_year",
    "element_at",
    "exp",
    "filter",
    "flatten",
    "floor",
    "format",
    "format_datetime",
    "from_iso8601_date",
    "from_iso8601_timestamp",
    "from_unixtime",
    "greatest",
    "hour",
    "if",
    "json_array_contains",
    "json_array_length",
    "json_extract",
    "json_extract_scalar",
    "json_format",
    "json_parse",
    "json_size",
    "last_day_of_month",
    "least",
    "length",
    "ln",
    "log10",
    "log2",
    "lower",
    "lpad",
    "ltrim",
    "map",
    "map_concat",
    "map_entries",
    "map_filter",
    "map_from_entries",
    "map_keys",
    "map_values",
    "minute",
    "mod",
    "month",
    "none_match",
    "nullif",
    "parse_datetime",
    "position",
    "pow",
    "power",
    "quarter",
    "reduce",
    "regexp_count",
    "regexp_extract",
    "regexp_extract_all",
    "regexp_like",
    "regexp_position",
    "regexp_replace",
    "regexp_split",
    "repeat",
    "replace",
    "reverse",
    "round",
    "rpad",
    "rtrim",
    "second",
    "sequence",
    "sign",
    "slice",
    "split",
    "split_part",
    "split_to_map",
    "sqrt",
    "starts_with",
    "strpos",
    "substr",
    "substring",
    "to_iso8601",
    "to_milliseconds",
    "to_unixtime",
    "transform",
    "transform_keys",
    "transform_values",
    "translate",
    "trim",
    "truncate",
    "try",
    "typeof",
    "upper",
    "url_extract_host",
    "week",
    "week_of_year",
    "year",
    "zip",
    "zip_with",
];
