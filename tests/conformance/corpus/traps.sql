-- Where engines differ silently: the same text, another answer.

-- case: decimal_ratio_loses_digits
SELECT 1.0 * 1 / 3 AS a, CAST(1 AS double) / 3 AS b, 1 / 3 AS c

-- case: ratio_of_sums
SELECT sum(paid) / sum(total) AS a, sum(paid) * 100 / sum(total) AS b FROM (VALUES (DECIMAL '10.00', DECIMAL '30.00')) t(paid, total)

-- case: avg_of_integers_is_double
SELECT avg(x) AS a FROM (VALUES 1, 2) t(x)

-- case: rounding_casts
SELECT CAST(2.5e0 AS integer) AS a, CAST(3.5e0 AS integer) AS b, CAST(2.5 AS integer) AS c, CAST(-0.5e0 AS integer) AS d

-- case: null_ordering_in_array_agg
SELECT array_agg(x ORDER BY x DESC) AS a FROM (VALUES 1, NULL, 2) t(x)

-- case: day_of_week_of_sunday
SELECT extract(dow FROM DATE '2026-01-04') AS a, day_of_week(DATE '2026-01-04') AS b, date_format(DATE '2026-01-04', '%W') AS c

-- case: element_at_on_map
SELECT element_at(map(ARRAY['a'], ARRAY[1]), 'a') AS a

-- case: concat_with_null
SELECT concat('a', CAST(NULL AS varchar)) AS a, 'a' || CAST(NULL AS varchar) AS b, greatest(1, NULL, 3) AS c

-- case: concat_of_arrays
SELECT concat(ARRAY[1], ARRAY[2]) AS a

-- case: negative_substr
SELECT substr('hello', -3, 2) AS a

-- case: split_part_past_the_end
SELECT split_part('a/b', '/', 3) AS a, split_part('a/b', '/', 3) IS NULL AS b

-- case: position_not_found
SELECT array_position(ARRAY[1, 2], 9) AS a, strpos('abc', 'z') AS b

-- case: regexp_replace_replaces_all
SELECT regexp_replace('a1b2', '\d', 'X') AS a

-- case: date_format_percent_m
SELECT date_format(TIMESTAMP '2026-03-04 05:06:07', '%M') AS a, date_format(TIMESTAMP '2026-03-04 05:06:07', '%i') AS b, date_format(TIMESTAMP '2026-03-04 05:06:07', '%m') AS c

-- case: plain_timestamp_at_time_zone
SELECT TIMESTAMP '2026-01-01 10:00:00' AT TIME ZONE 'Europe/Paris' AS a

-- case: zoned_literal_keeps_zone
SELECT TIMESTAMP '2026-01-01 10:00:00 Europe/Paris' AS a, typeof(TIMESTAMP '2026-01-01 10:00:00 UTC') AS b

-- case: date_minus_date_is_interval
SELECT DATE '2026-01-05' - DATE '2026-01-01' AS a, typeof(DATE '2026-01-05' - DATE '2026-01-01') AS b

-- case: timestamp_text_has_a_space
SELECT CAST(TIMESTAMP '2026-01-01 10:00:00.000' AS varchar) AS a, CAST(TIMESTAMP '2026-01-01 10:00:00' AS varchar) || 'Z' AS b

-- case: varchar_n_truncates
SELECT CAST('abcdef' AS varchar(3)) AS a

-- case: like_backslash
SELECT 'a\b' LIKE 'a\b' AS a

-- case: upper_case_quoted_name
SELECT "STATUS" FROM (VALUES 1) t(status)

-- case: row_number_is_signed
SELECT row_number() OVER (ORDER BY x) - 5 AS a, typeof(row_number() OVER (ORDER BY x)) AS b FROM (VALUES 1) t(x)

-- case: counts_are_bigint
SELECT typeof(count(*)) AS a, typeof(count(DISTINCT x)) AS b, typeof(approx_distinct(x)) AS c, typeof(sum(x)) AS d, typeof(cardinality(array_agg(x))) AS e FROM (VALUES 1) t(x)

-- case: date_parts_are_bigint
SELECT typeof(year(DATE '2026-01-01')) AS a, typeof(extract(month FROM DATE '2026-01-01')) AS b, typeof(date_diff('day', DATE '2026-01-01', DATE '2026-01-02')) AS c, typeof(length('a')) AS d, typeof(strpos('a', 'b')) AS e

-- case: to_unixtime_is_double
SELECT to_unixtime(TIMESTAMP '2026-01-01 00:00:00') AS a, typeof(to_unixtime(now())) AS b

-- case: from_unixtime_is_zoned
SELECT typeof(from_unixtime(0)) AS a, typeof(date_parse('2026', '%Y')) AS b, typeof(from_iso8601_timestamp('2026-01-01T00:00:00Z')) AS c

-- case: integer_division
SELECT 7 / 2 AS a, 7 / 2.0 AS b, 7 / 2e0 AS c

-- case: round_half_away_from_zero
SELECT round(0.5e0) AS a, round(-0.5e0) AS b, round(1.5) AS c, round(2.5) AS d, round(2.345, 2) AS e

-- case: boolean_text
SELECT CAST(true AS varchar) AS a, CAST(1 AS boolean) AS b

-- case: empty_string_is_not_null
SELECT '' IS NULL AS a, coalesce('', 'x') AS b, length('') AS c, trim('  ') = '' AS d

-- case: trailing_spaces_count
SELECT 'a' = 'a ' AS a, CAST('a' AS char(3)) = CAST('a' AS char(5)) AS b

-- case: array_distinct_keeps_null
SELECT array_distinct(ARRAY[1, NULL, NULL]) AS a

-- case: count_of_rows_with_null
SELECT count(*) AS a, count(x) AS b, count(ROW(x)) AS c FROM (VALUES NULL, 1) t(x)

-- case: max_of_text_numbers
SELECT max(x) AS a, max(CAST(x AS integer)) AS b FROM (VALUES '9', '10') t(x)

-- case: date_trunc_keeps_type
SELECT typeof(date_trunc('month', DATE '2026-01-15')) AS a, typeof(date_trunc('month', TIMESTAMP '2026-01-15 00:00:00.000')) AS b

-- case: date_add_keeps_type
SELECT typeof(date_add('day', 1, DATE '2026-01-15')) AS a, typeof(date_add('day', 1, TIMESTAMP '2026-01-15 00:00:00.000')) AS b

-- case: month_end_clamps
SELECT date_add('month', 1, DATE '2026-01-31') AS a, DATE '2026-03-31' - INTERVAL '1' MONTH AS b, date_diff('month', DATE '2026-01-31', DATE '2026-02-28') AS c

-- case: week_starts_on_monday
SELECT date_trunc('week', DATE '2026-01-04') AS a, date_trunc('week', DATE '2026-01-05') AS b

-- case: approx_percentile_keeps_type
SELECT typeof(approx_percentile(x, 0.5)) AS a, typeof(approx_percentile(CAST(x AS double), 0.5)) AS b FROM (VALUES 1) t(x)

-- case: json_scalar_is_text
SELECT typeof(json_extract_scalar('{"a": 1}', '$.a')) AS a, typeof(json_extract('{"a": 1}', '$.a')) AS b

-- case: long_decimal_sum
SELECT sum(x) AS a, typeof(sum(x)) AS b FROM (VALUES CAST('1.10' AS decimal(12,2)), CAST('2.20' AS decimal(12,2))) t(x)

-- case: decimal_times_integer_column
SELECT typeof(price * quantity) AS a, typeof(price / quantity) AS b, typeof(sum(price * quantity)) AS c FROM (VALUES (CAST('1.10' AS decimal(12,2)), 3)) t(price, quantity) GROUP BY price, quantity

-- case: union_of_text_lengths
SELECT x FROM (SELECT 'a' AS x UNION ALL SELECT 'abc') ORDER BY x

-- case: in_list_of_mixed_numbers
SELECT 1 IN (1.0, 2.5) AS a, 1.5e0 IN (1, 1.5) AS b

-- case: last_value_default_frame
SELECT x, last_value(x) OVER (ORDER BY x) AS a FROM (VALUES 1, 2) t(x) ORDER BY x

-- case: not_in_with_null_is_empty
SELECT count(*) AS a FROM (VALUES 1, 2) t(x) WHERE x NOT IN (1, NULL)
