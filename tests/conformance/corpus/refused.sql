-- What Athena refuses although other engines take it. A query that passes here must pass there.

-- case: qualify
-- fails: no QUALIFY
SELECT x FROM (VALUES 1) t(x) QUALIFY row_number() OVER (ORDER BY x) = 1

-- case: double_colon_cast
-- fails: no :: casts
SELECT '1'::integer

-- case: group_by_all
-- fails: ALL is a set quantifier here, so s is not grouped
SELECT s, count(*) FROM (VALUES 'a') t(s) GROUP BY ALL

-- case: alias_in_group_by
-- fails: aliases of the select list are not seen by GROUP BY
SELECT upper(s) AS u, count(*) FROM (VALUES 'a') t(s) GROUP BY u

-- case: alias_in_having
-- fails: nor by HAVING
SELECT s, count(*) AS n FROM (VALUES 'a') t(s) GROUP BY s HAVING n > 0

-- case: alias_in_where
-- fails: nor by WHERE
SELECT x * 2 AS y FROM (VALUES 1) t(x) WHERE y > 1

-- case: alias_in_same_select
-- fails: nor by the select list itself
SELECT x * 2 AS y, y + 1 FROM (VALUES 1) t(x)

-- case: ilike
-- fails: no ILIKE
SELECT 'A' ILIKE 'a'

-- case: string_equals_number
-- fails: text is not compared with a number
SELECT '1' = 1

-- case: string_column_equals_number
-- fails: text is not compared with a number
SELECT hour FROM (VALUES '05') t(hour) WHERE hour = 5

-- case: string_compared_with_date
-- fails: text is not compared with a date
SELECT dt FROM (VALUES '2026-01-01') t(dt) WHERE dt >= DATE '2026-01-01'

-- case: date_compared_with_string
-- fails: text is not turned into a date
SELECT DATE '2026-01-01' = '2026-01-01'

-- case: timestamp_compared_with_string
-- fails: text is not turned into a timestamp
SELECT TIMESTAMP '2026-01-01 00:00:00' > '2025-12-31'

-- case: string_in_numbers
-- fails: text is not compared with numbers
SELECT 'a' IN (1, 2)

-- case: string_between_numbers
-- fails: text is not compared with numbers
SELECT '5' BETWEEN 1 AND 9

-- case: string_plus_number
-- fails: text takes no part in arithmetic
SELECT '1' + 1

-- case: boolean_equals_number
-- fails: a boolean is not compared with a number
SELECT true = 1

-- case: number_as_condition
-- fails: a condition is boolean
SELECT x FROM (VALUES 1) t(x) WHERE x

-- case: number_to_text_function
-- fails: length is of text
SELECT length(123)

-- case: upper_of_number
-- fails: upper is of text
SELECT upper(5)

-- case: concat_of_number
-- fails: concat joins text or arrays
SELECT concat('a', 1)

-- case: like_on_number
-- fails: LIKE is of text
SELECT 123 LIKE '1%'

-- case: date_trunc_of_text
-- fails: date_trunc takes no text
SELECT date_trunc('day', '2026-01-01')

-- case: year_of_text
-- fails: year takes no text
SELECT year('2026-01-01')

-- case: star_except
-- fails: no * EXCEPT
SELECT * EXCEPT (x) FROM (VALUES (1, 2)) t(x, y)

-- case: star_exclude
-- fails: no * EXCLUDE
SELECT * EXCLUDE (x) FROM (VALUES (1, 2)) t(x, y)

-- case: star_replace
-- fails: no * REPLACE
SELECT * REPLACE (x + 1 AS x) FROM (VALUES (1, 2)) t(x, y)

-- case: limit_with_comma
-- fails: no LIMIT a, b
SELECT x FROM (VALUES 1) t(x) LIMIT 1, 2

-- case: from_first
-- fails: SELECT comes first
FROM (VALUES 1) t(x) SELECT x

-- case: trailing_comma
-- fails: no comma before FROM
SELECT x, FROM (VALUES 1) t(x)

-- case: backticks
-- fails: backticks are for DDL alone
SELECT `x` FROM (VALUES 1) t(x)

-- case: double_quoted_text
-- fails: double quotes are for names
SELECT "text"

-- case: bracket_array_literal
-- fails: arrays are written ARRAY[...]
SELECT [1, 2]

-- case: brace_struct_literal
-- fails: no {..} literals
SELECT {'a': 1}

-- case: select_distinct_on
-- fails: no DISTINCT ON
SELECT DISTINCT ON (x) x, y FROM (VALUES (1, 2)) t(x, y)

-- case: order_by_all
-- fails: no ORDER BY ALL
SELECT x FROM (VALUES 1) t(x) ORDER BY ALL

-- case: semi_join
-- fails: no LEFT SEMI JOIN
SELECT * FROM (VALUES 1) a(x) LEFT SEMI JOIN (VALUES 1) b(x) ON a.x = b.x

-- case: asof_join
-- fails: no ASOF JOIN
SELECT * FROM (VALUES 1) a(x) ASOF JOIN (VALUES 1) b(x) ON a.x >= b.x

-- case: union_by_name
-- fails: no UNION BY NAME
SELECT 1 AS x UNION BY NAME SELECT 2 AS x

-- case: interval_without_quotes
-- fails: the amount of an interval is in quotes
SELECT DATE '2026-01-01' + INTERVAL 1 DAY

-- case: interval_unit_in_text
-- fails: the unit stands outside the quotes
SELECT DATE '2026-01-01' + INTERVAL '1 day'

-- case: interval_quarter
-- fails: no QUARTER intervals
SELECT INTERVAL '1' QUARTER

-- case: interval_plural
-- fails: units are singular
SELECT INTERVAL '2' DAYS

-- case: date_plus_integer
-- fails: a date takes an interval
SELECT DATE '2026-01-01' + 1

-- case: regex_operator
-- fails: no ~
SELECT 'a' ~ 'a'

-- case: similar_to
-- fails: no SIMILAR TO
SELECT 'a' SIMILAR TO 'a'

-- case: arrow_operator
-- fails: no -> on JSON
SELECT '{"a": 1}' -> 'a'

-- case: json_colon_path
-- fails: no : paths
SELECT j:a FROM (VALUES '{"a": 1}') t(j)

-- case: ifnull
-- fails: coalesce is the name
SELECT ifnull(NULL, 1)

-- case: nvl
-- fails: coalesce is the name
SELECT nvl(NULL, 1)

-- case: iif
-- fails: if is the name
SELECT iif(true, 1, 2)

-- case: string_agg
-- fails: listagg is the name
SELECT string_agg(x, ',') FROM (VALUES 'a') t(x)

-- case: group_concat
-- fails: listagg is the name
SELECT group_concat(x) FROM (VALUES 'a') t(x)

-- case: percentile_cont
-- fails: approx_percentile is the name
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY x) FROM (VALUES 1) t(x)

-- case: median
-- fails: approx_percentile(x, 0.5)
SELECT median(x) FROM (VALUES 1) t(x)

-- case: date_part
-- fails: extract is the name
SELECT date_part('year', DATE '2026-01-01')

-- case: to_date
-- fails: date_parse or date is the name
SELECT to_date('2026-01-01')

-- case: datediff
-- fails: date_diff is the name
SELECT datediff('day', DATE '2026-01-01', DATE '2026-01-02')

-- case: dateadd
-- fails: date_add is the name
SELECT dateadd('day', 1, DATE '2026-01-01')

-- case: strftime
-- fails: date_format is the name
SELECT strftime(DATE '2026-01-01', '%Y')

-- case: getdate
-- fails: now is the name
SELECT getdate()

-- case: len
-- fails: length is the name
SELECT len('abc')

-- case: left_function
-- fails: substr is the name
SELECT left('abc', 2)

-- case: instr
-- fails: strpos is the name
SELECT instr('abc', 'b')

-- case: array_length
-- fails: cardinality is the name
SELECT array_length(ARRAY[1])

-- case: generate_series
-- fails: sequence is the name
SELECT generate_series(1, 3)

-- case: list_and_struct_functions
-- fails: ROW is the name
SELECT struct(1, 2)

-- case: named_struct
-- fails: CAST(ROW(..) AS row(..)) is the way
SELECT named_struct('a', 1)

-- case: explode
-- fails: UNNEST is the name
SELECT explode(ARRAY[1])

-- case: lateral_view
-- fails: UNNEST is the way
SELECT x FROM (VALUES (1, ARRAY[1])) t(id, xs) LATERAL VIEW explode(xs) e AS x

-- case: first_aggregate
-- fails: max_by or min_by is the way
SELECT first(x) FROM (VALUES 1) t(x)

-- case: first_value_without_over
-- fails: first_value is a window function
SELECT first_value(x) FROM (VALUES 1) t(x)

-- case: stddev_of_text
-- fails: text has no deviation
SELECT stddev(x) FROM (VALUES 'a') t(x)

-- case: unknown_column
-- fails: no such column
SELECT nope FROM (VALUES 1) t(x)

-- case: unknown_function
-- fails: no such function
SELECT nope(1)

-- case: unknown_table
-- fails: no such table
SELECT * FROM nope

-- case: wrong_argument_count
-- fails: round takes one or two
SELECT round(1, 2, 3)

-- case: wrong_argument_type
-- fails: round takes numbers
SELECT round('a')

-- case: reserved_word_as_alias
-- fails: TABLE is reserved
SELECT 1 AS table

-- case: missing_from_alias_column_count
-- fails: two names for one column
SELECT * FROM (VALUES 1) t(a, b)

-- case: hexadecimal_text
-- fails: the escape needs hexadecimal digits
SELECT X'zz'

-- case: bad_date_literal
-- fails: no such day
SELECT DATE '2026-02-30'

-- case: bad_timestamp_literal
-- fails: no such time
SELECT TIMESTAMP '2026-01-01 25:00:00'

-- case: unclosed_parenthesis
-- fails: syntax
SELECT (1 + 2

-- case: two_statements
-- fails: one statement at a time
SELECT 1; SELECT 2

-- case: position_out_of_range
-- fails: there is one column
SELECT 1 ORDER BY 2

-- case: order_by_expression_not_in_distinct
-- fails: with DISTINCT only selected expressions order
SELECT DISTINCT x FROM (VALUES (1, 2)) t(x, y) ORDER BY y

-- case: window_in_group_by
-- fails: windows come after grouping
SELECT count(*) FROM (VALUES 1) t(x) GROUP BY row_number() OVER ()

-- case: using_on_missing_column
-- fails: y is on one side only
SELECT * FROM (VALUES 1) a(x) JOIN (VALUES 1) b(y) USING (x)

-- case: join_without_condition
-- fails: a join has ON or USING
SELECT * FROM (VALUES 1) a(x) JOIN (VALUES 1) b(y)

-- case: is_true
-- fails: no IS TRUE
SELECT true IS TRUE

-- case: xor_operator
-- fails: no XOR
SELECT true XOR false

-- case: bit_operators
-- fails: bitwise_and is the name
SELECT 6 & 3

-- case: exponent_operator
-- fails: power is the name
SELECT 2 ^ 3

-- case: double_equals
-- fails: equality is =
SELECT 1 == 1

-- case: current_date_with_parentheses
-- fails: current_date takes none
SELECT current_date()

-- case: type_names_of_other_engines
-- fails: varchar is the name
SELECT CAST(1 AS string)

-- case: struct_type
-- fails: row(..) is the name
SELECT CAST(ROW(1) AS struct<x:int>)

-- case: text_type
-- fails: varchar is the name
SELECT CAST(1 AS text)

-- case: decimal_precision_too_big
-- fails: 38 digits at most
SELECT CAST(1 AS decimal(39, 0))

-- case: cast_without_path
-- fails: no cast from boolean to date
SELECT CAST(true AS date)

-- case: lambda_outside_function
-- fails: a lambda is an argument
SELECT x -> x + 1

-- case: delete_from_values
-- fails: only tables are written
DELETE FROM nope WHERE 1 = 1

-- case: limit_all_before_offset
-- fails: OFFSET comes first
SELECT x FROM (VALUES 1, 2, 3) t (x) ORDER BY x LIMIT ALL OFFSET 1
