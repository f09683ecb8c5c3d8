-- Further forms of constructs that the other topics have in one form only.

-- case: listagg_overflow_clauses
SELECT listagg(x, ',' ON OVERFLOW ERROR) WITHIN GROUP (ORDER BY x) AS a, listagg(x, ',' ON OVERFLOW TRUNCATE '...' WITH COUNT) WITHIN GROUP (ORDER BY x) AS b FROM (VALUES 'p', 'q') t(x)

-- case: listagg_without_separator
SELECT listagg(x) WITHIN GROUP (ORDER BY x) AS a FROM (VALUES 'p', 'q') t(x)

-- case: listagg_distinct_and_filter
SELECT listagg(DISTINCT x, '/') WITHIN GROUP (ORDER BY x) AS a, listagg(x, '/') WITHIN GROUP (ORDER BY x) FILTER (WHERE x <> 'q') AS b FROM (VALUES 'p', 'q', 'p') t(x)

-- case: listagg_of_numbers
-- fails: text only
SELECT listagg(x, ',') WITHIN GROUP (ORDER BY x) FROM (VALUES 1) t(x)

-- case: array_agg_order_and_filter
SELECT array_agg(x ORDER BY y DESC) FILTER (WHERE y > 1) AS a FROM (VALUES ('p', 1), ('q', 2), ('r', 3)) t(x, y)

-- case: aggregate_of_empty_group_with_filter
SELECT g, sum(x) FILTER (WHERE x > 5) AS a, count(*) FILTER (WHERE x > 5) AS b, array_agg(x) FILTER (WHERE x > 5) AS c FROM (VALUES ('a', 1), ('b', 9)) t(g, x) GROUP BY g ORDER BY g

-- case: reduce_agg_by_group
SELECT g, reduce_agg(x, 1, (a, b) -> a * b, (a, b) -> a * b) AS product FROM (VALUES ('a', 2), ('a', 3), ('b', 7)) t(g, x) GROUP BY g ORDER BY g

-- case: approx_distinct_with_error
SELECT approx_distinct(x, 0.01) AS a FROM (VALUES 1, 2, 2, 3) t(x)

-- case: approx_percentile_with_weights_and_list
SELECT approx_percentile(x, w, ARRAY[0.1, 0.9]) AS a FROM (VALUES (1e0, 1e0), (5e0, 8e0), (9e0, 1e0)) t(x, w)

-- case: checksum_of_nothing
SELECT checksum(x) AS a FROM (VALUES 1) t(x) WHERE false

-- case: min_max_of_arrays_rows_booleans
SELECT max(a) AS a, min(r) AS b, max(b) AS c FROM (VALUES (ARRAY[1, 2], ROW(1, 'x'), true), (ARRAY[1, 3], ROW(0, 'y'), false)) t(a, r, b)

-- case: time_and_interval_sums
SELECT TIME '22:30:00' + INTERVAL '3' HOUR AS a, TIMESTAMP '2026-02-27 20:00:00' + INTERVAL '29' HOUR AS b, INTERVAL '2' DAY + INTERVAL '3' HOUR AS c, INTERVAL '3' YEAR + INTERVAL '5' MONTH AS d

-- case: short_timestamp_literals
SELECT TIMESTAMP '2026-02-27' AS a, TIMESTAMP '2026-02-27 10:11' AS b, TIMESTAMP '2026-02-27 10:11 America/Los_Angeles' AS c, DATE '2026-2-7' AS d, TIME '01:02' AS e

-- case: zone_conversions
SELECT TIMESTAMP '2026-10-31 01:00:00 UTC' AT TIME ZONE 'America/Los_Angeles' AS a, CAST(TIMESTAMP '2026-10-31 01:00:00 America/Los_Angeles' AS timestamp(0)) AS b, CAST(TIMESTAMP '2026-10-31 01:00:00' AS timestamp(0) with time zone) AS c, CAST(TIMESTAMP '2026-10-31 01:00:00 America/Los_Angeles' AS date) AS d

-- case: zone_by_interval
SELECT TIMESTAMP '2026-10-31 01:00:00 UTC' AT TIME ZONE INTERVAL '3' HOUR AS a

-- case: unknown_zone
-- fails: no such zone
SELECT TIMESTAMP '2026-10-31 01:00:00' AT TIME ZONE 'Mars/Olympus'

-- case: durations
SELECT parse_duration('42.8ms') AS a, parse_duration('3.81 d') AS b, parse_duration('5m') AS c, to_milliseconds(parse_duration('1d')) AS d, human_readable_seconds(56363463) AS e

-- case: from_unixtime_with_offset
SELECT from_unixtime(1767607872, 5, 30) AS a, from_unixtime(1e0 / 3) AS b

-- case: with_timezone_of_date_literal
SELECT with_timezone(TIMESTAMP '2026-08-01 00:00:00.000', 'America/Los_Angeles') AS a

-- case: date_parse_by_slashes
SELECT date_parse('2026/10/20/05', '%Y/%m/%d/%H') AS a, date_format(TIMESTAMP '2026-10-20 05:10:00', '%m-%d-%Y %H') AS b

-- case: date_format_ordinal_day
-- fails: no ordinal days
SELECT date_format(TIMESTAMP '2026-10-20 05:10:00', '%D')

-- case: extract_of_literal
SELECT extract(YEAR FROM TIMESTAMP '2026-10-20 05:10:00') AS a, extract(MONTH FROM DATE '2026-10-20') AS b, extract(HOUR FROM TIME '05:10:00') AS c

-- case: extract_hour_of_date
-- fails: a date has no hours
SELECT extract(HOUR FROM DATE '2026-10-20')

-- case: json_cast_of_null_and_nested
SELECT CAST(map(ARRAY['k1', 'k2', 'k3'], ARRAY[1, 23, NULL]) AS json) AS a, CAST(ARRAY[ARRAY[1], ARRAY[]] AS json) AS b, CAST(ROW(123, 'abc', true) AS json) AS c, CAST(CAST(NULL AS integer) AS json) AS d

-- case: json_cast_of_json_parts
SELECT CAST(JSON '[[1, 23], 456]' AS array(json)) AS a, CAST(JSON '{"k1": [1, 23], "k2": 456}' AS map(varchar, json)) AS b, CAST(JSON '[null]' AS array(json)) AS c

-- case: json_cast_to_row_by_position
SELECT CAST(JSON '[123, "abc", true]' AS row(v1 bigint, v2 varchar, v3 boolean)) AS a, CAST(JSON '{"v3": true, "v1": 123}' AS row(v1 bigint, v2 varchar, v3 boolean)) AS b

-- case: json_cast_wrong_kind
-- fails: text is no number
SELECT CAST(JSON '"abc"' AS bigint)

-- case: json_cast_of_fraction
SELECT CAST(JSON '1.5' AS decimal(5,2)) AS a, CAST(JSON '2.7' AS integer) AS b, CAST(JSON 'true' AS varchar) AS c, CAST(JSON '1.50' AS varchar) AS d

-- case: json_cast_object_to_text
-- fails: json_format is the way
SELECT CAST(JSON '{"a": 1}' AS varchar)

-- case: text_cast_to_json_is_a_string
SELECT CAST('{"a": 1}' AS json) AS a, json_parse('{"a": 1}') AS b

-- case: json_literal
SELECT JSON '[1, {"b": null}]' AS a, typeof(JSON '1') AS b

-- case: json_extract_wildcard
-- fails: json_extract has no [*], json_query has
SELECT json_extract('{"a": [{"b": 1}, {"b": 2}]}', '$.a[*].b')

-- case: json_extract_descent
-- fails: json_extract has no ..
SELECT json_extract('{"a": {"b": {"c": 7}}}', '$..c')

-- case: json_scalar_functions_on_json_type
SELECT json_extract_scalar(JSON '{"a": "x"}', '$.a') AS a, json_array_length(JSON '[1, 2]') AS b, json_size(JSON '{"a": {"b": 1}}', '$.a') AS c, json_array_contains(JSON '["x"]', 'x') AS d

-- case: split_to_map_with_duplicates
-- fails: a key comes twice
SELECT split_to_map('a=1;a=2', ';', '=')

-- case: split_to_map_resolving_duplicates
-- fails: no such form
SELECT split_to_map('a=1;b=2;a=3', ';', '=', (k, v1, v2) -> v1 || ',' || v2) AS a

-- case: array_sort_by_comparators
SELECT array_sort(ARRAY['bc', 'ab', 'dc'], (x, y) -> if(x < y, 1, if(x = y, 0, -1))) AS a, array_sort(ARRAY['a', 'abcd', 'abc'], (x, y) -> if(length(x) < length(y), -1, if(length(x) = length(y), 0, 1))) AS b, array_sort(ARRAY[ARRAY[2, 3, 1], ARRAY[4]], (x, y) -> if(cardinality(x) < cardinality(y), -1, 1)) AS c

-- case: array_sort_with_nulls_first
SELECT array_sort(ARRAY[3, NULL, 5, 1], (x, y) -> CASE WHEN x IS NULL THEN -1 WHEN y IS NULL THEN 1 WHEN x < y THEN 1 WHEN x = y THEN 0 ELSE -1 END) AS a

-- case: ngrams_longer_than_array
SELECT ngrams(ARRAY['foo', 'bar'], 3) AS a, ngrams(ARRAY[1, 2, 3, 4], 2) AS b

-- case: reduce_with_null
SELECT reduce(ARRAY[5, 20, NULL, 50], 0, (s, x) -> s + x, s -> s) AS a, reduce(ARRAY[], 0, (s, x) -> s + x, s -> s) AS b, reduce(ARRAY[5, 6, 10, 20], 0e0, (s, x) -> s + x * x, s -> sqrt(s)) AS c

-- case: reduce_state_widens
SELECT reduce(ARRAY[BIGINT '2147483647', BIGINT '1'], 0, (s, x) -> s + x, s -> s)

-- case: transform_to_rows_and_names
SELECT transform(ARRAY['x', 'abc', 'z'], s -> s || '0') AS a, transform(ARRAY[ARRAY[1, NULL, 2], ARRAY[3, NULL]], a -> filter(a, x -> x IS NOT NULL)) AS b, transform(ARRAY[], x -> x + 1) AS c

-- case: map_filters
SELECT map_filter(map(ARRAY[10, 20, 30], ARRAY['a', NULL, 'c']), (k, v) -> v IS NOT NULL) AS a, map_filter(map(ARRAY['k1', 'k2', 'k3'], ARRAY[20, 3, 15]), (k, v) -> v > 10) AS b, map_filter(map(), (k, v) -> true) AS c

-- case: transform_keys_from_values
SELECT transform_keys(map(ARRAY[1, 2], ARRAY['a', 'b']), (k, v) -> v || '!') AS a

-- case: transform_values_of_types
SELECT transform_values(map(ARRAY['a', 'b'], ARRAY[1, 2]), (k, v) -> k || CAST(v AS varchar)) AS a, transform_keys(map(ARRAY['a', 'b'], ARRAY[1, 2]), (k, v) -> v) AS b

-- case: map_zip_to_rows
SELECT map_zip_with(map(ARRAY['a', 'b', 'c'], ARRAY[1, 8, 27]), map(ARRAY['a', 'b', 'c'], ARRAY[1, 2, 3]), (k, v1, v2) -> k || CAST(v1 / v2 AS varchar)) AS a, map_zip_with(map(ARRAY['k1'], ARRAY[1]), map(ARRAY['k2'], ARRAY[4]), (k, v1, v2) -> (v1, v2)) AS b

-- case: map_concat_of_three
SELECT map_concat(map(ARRAY['a'], ARRAY[1]), map(ARRAY['a', 'b'], ARRAY[2, 3]), map(ARRAY['b'], ARRAY[4])) AS a

-- case: recursive_path
WITH RECURSIVE edges(src, dst) AS (VALUES ('a', 'b'), ('b', 'c'), ('c', 'd')), reach(node, depth, path) AS (
  SELECT CAST('a' AS varchar), 0, ARRAY[CAST('a' AS varchar)] UNION ALL SELECT CAST(e.dst AS varchar), r.depth + 1, r.path || CAST(e.dst AS varchar) FROM reach r JOIN edges e ON e.src = r.node
) SELECT node, depth, array_join(path, '>') AS path FROM reach ORDER BY depth

-- case: complex_grouping_of_shipping
WITH shipping(origin, destination, weight) AS (VALUES ('CA', 'NJ', 13), ('CA', 'CT', 42), ('NJ', 'CT', 5), ('CA', 'CT', 1))
SELECT origin, destination, grouping(origin, destination) AS g, sum(weight) AS weight FROM shipping GROUP BY GROUPING SETS ((origin), (origin, destination), (), (destination)) ORDER BY g, origin, destination

-- case: cube_over_two
WITH shipping(origin, destination, weight) AS (VALUES ('CA', 'NJ', 13), ('CA', 'CT', 42), ('NJ', 'CT', 5))
SELECT origin, destination, sum(weight) AS weight FROM shipping GROUP BY CUBE (origin, destination) HAVING sum(weight) > 5 ORDER BY origin, destination

-- case: group_by_rollup_and_column
SELECT a, b, c, count(*) AS n FROM (VALUES (1, 2, 3), (1, 2, 4)) t(a, b, c) GROUP BY a, CUBE (b), ROLLUP (c) ORDER BY a, b, c

-- case: unnest_of_two_columns_of_arrays
SELECT numbers, animals, n, a FROM (VALUES (ARRAY[2, 5], ARRAY['dog', 'cat', 'bird']), (ARRAY[7, 8, 9], ARRAY['cow', 'pig'])) x(numbers, animals) CROSS JOIN UNNEST(numbers, animals) AS t(n, a) ORDER BY numbers, n NULLS LAST, a

-- case: unnest_of_array_of_rows_with_null_alias
SELECT r.* FROM UNNEST(ARRAY[ROW('Java', 1995), ROW('SQL', 1974)]) AS r(language, year) ORDER BY year

-- case: unnest_of_two_maps
SELECT k1, v1, k2, v2 FROM UNNEST(map(ARRAY['a', 'b'], ARRAY[1, 2]), map(ARRAY['c'], ARRAY[3])) AS t(k1, v1, k2, v2) ORDER BY k1

-- case: unnest_left_join_then_where
SELECT id, x FROM (VALUES (1, ARRAY[1, 2]), (2, ARRAY[])) t(id, xs) LEFT JOIN UNNEST(xs) AS u(x) ON true WHERE x IS NULL OR x > 1 ORDER BY id, x

-- case: unnest_between_joins
SELECT a.id, u.x, b.name FROM (VALUES (1, ARRAY[10, 20])) a(id, xs) CROSS JOIN UNNEST(a.xs) AS u(x) LEFT JOIN (VALUES (10, 'ten')) b(x, name) ON b.x = u.x ORDER BY u.x

-- case: unnest_of_cte_column
WITH t AS (SELECT 'k' AS k, ARRAY['a', 'b'] AS items), u AS (SELECT k, i FROM t CROSS JOIN UNNEST(items) AS x(i)) SELECT k, count(*) AS n, max(i) AS last_one FROM u GROUP BY k

-- case: unnest_of_filtered_and_transformed
SELECT v FROM UNNEST(filter(transform(sequence(1, 6), x -> x * x), x -> x % 2 = 0)) AS t(v) ORDER BY v

-- case: unnest_of_regexp_extract_all
SELECT tag, count(*) AS n FROM (VALUES 'a #x b #y', '#x') t(line) CROSS JOIN UNNEST(regexp_extract_all(line, '#(\w+)', 1)) AS u(tag) GROUP BY tag ORDER BY n DESC, tag

-- case: unnest_with_ordinality_as_rank
SELECT id, x, i FROM (VALUES (1, 'b;a;c')) t(id, list) CROSS JOIN UNNEST(split(list, ';')) WITH ORDINALITY AS u(x, i) WHERE i <= 2 ORDER BY i

-- case: regexp_special_groups
SELECT regexp_extract('key=value', '(?<k>\w+)=(?<v>\w+)', 2) AS a, regexp_replace('abc', '(b)', '[$1]') AS b, regexp_replace('a.b', '\.', '\\') AS c, regexp_like('a' || chr(10) || 'b', '(?s)a.b') AS d, regexp_like('foobar', 'foo(?=bar)') AS e

-- case: regexp_replace_escapes
SELECT regexp_replace('1.50', '(\d)\.(\d)', '$1,$2') AS a, regexp_replace('cost', 'cost', '\$5') AS b, regexp_replace('aaa', 'a*?', '-') AS c, regexp_replace('abc', '', '-') AS d

-- case: regexp_bad_pattern
-- fails: the parenthesis is open
SELECT regexp_like('a', '(')

-- case: regexp_missing_group
-- fails: there is one group
SELECT regexp_extract('a1', '(\d)', 2)

-- case: like_with_special_characters
SELECT 'a.c' LIKE 'a.c' AS a, 'abc' LIKE 'a.c' AS b, '(x)' LIKE '(%)' AS c, '' LIKE '%' AS d, '' LIKE '_' AS e, 'é' LIKE '_' AS f, 'A' LIKE 'a' AS g

-- case: like_bad_escape
-- fails: the escape character stands before % or _ or itself
SELECT 'ab' LIKE 'a$b' ESCAPE '$'

-- case: like_pattern_from_column
SELECT s, p, s LIKE p AS m FROM (VALUES ('apple', 'a%'), ('apple', '%z%'), ('x_y', 'x\_y')) t(s, p) ORDER BY p

-- case: trim_of_characters
SELECT trim(BOTH '$' FROM '$var$') AS a, trim(TRAILING 'ER' FROM upper('worker')) AS b, trim('  ' || chr(9) || 'x ') AS c, ltrim('xxabc', 'x') AS d, rtrim('abcyy', 'y') AS e

-- case: substring_forms
SELECT substring('Trino' FROM 3) AS a, substring('Trino', 2) AS b, substr('Trino', BIGINT '2') AS c

-- case: concat_ws_of_arrays_and_nulls
SELECT concat_ws(',', ARRAY['a', NULL, 'b']) AS a, concat_ws(CAST(NULL AS varchar), 'a', 'b') AS b, concat_ws(',', ARRAY[]) AS c, concat_ws('', 'a', 'b', 'c') AS d

-- case: type_of_arithmetic
SELECT typeof(cos(2) + 1.5) AS a, typeof(1 + 1.5) AS b, typeof(1 + 1e0) AS c, typeof(1 / 2) AS d, typeof('a' || 'b') AS e, typeof(NULL || 'a') AS f, typeof(DATE '2026-01-01' + INTERVAL '1' DAY) AS g

-- case: cast_to_short_types
SELECT CAST(127 AS tinyint) AS a, CAST(32767 AS smallint) AS b, CAST('12' AS tinyint) AS c, CAST(1.5 AS real) AS d, TINYINT '5' AS e

-- case: cast_to_tinyint_out_of_range
-- fails: 128 does not fit
SELECT CAST(128 AS tinyint)

-- case: cast_names
SELECT CAST(1 AS int) AS a, CAST(1 AS double precision) AS b

-- case: cast_array_of_rows
SELECT CAST(ARRAY[ROW(1, 'a')] AS array(row(id varchar, name varchar(1))))[1].id AS a, CAST(map(ARRAY[1], ARRAY['2']) AS map(varchar, integer)) AS b

-- case: row_with_names_in_capitals
SELECT r.firstname AS a, r."LASTNAME" AS b FROM (SELECT CAST(ROW('p', 'q') AS row("FirstName" varchar, lastName varchar)) AS r)

-- case: quoted_names_with_spaces
SELECT t."my column" + 1 AS "my sum" FROM (VALUES 1) AS t("my column")

-- case: comparison_with_null_elements
SELECT ARRAY[1, NULL] = ARRAY[1, 2] AS a, ROW(1, NULL) = ROW(2, NULL) AS b, ARRAY[1, NULL] IS DISTINCT FROM ARRAY[1, NULL] AS c

-- case: in_list_of_expressions
SELECT 3 IN (1 + 2, 5) AS a, 'x' IN ('x', NULL) AS b, ARRAY[1] IN (ARRAY[1], ARRAY[2]) AS c, DATE '2026-01-01' IN (DATE '2026-01-01') AS d

-- case: case_without_else_and_nested
SELECT CASE WHEN x > 2 THEN CASE WHEN x > 3 THEN 'big' ELSE 'middle' END END AS a FROM (VALUES 1, 3, 4) t(x) ORDER BY x

-- case: if_with_only_two
SELECT sum(if(x > 1, 1)) AS a, sum(if(x > 1, 1, 0)) AS b, count(if(x > 1, x)) AS c FROM (VALUES 1, 2, 3) t(x)

-- case: window_frames_by_following
SELECT x, sum(x) OVER (ORDER BY x ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS a, sum(x) OVER (ORDER BY x ROWS BETWEEN 1 FOLLOWING AND 2 FOLLOWING) AS b, first_value(x) OVER (ORDER BY x ROWS BETWEEN 2 PRECEDING AND 1 PRECEDING) AS c FROM (VALUES 1, 2, 3, 4) t(x) ORDER BY x

-- case: window_functions_with_nulls
SELECT i, last_value(x) IGNORE NULLS OVER (ORDER BY i ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS a, nth_value(x, 2) IGNORE NULLS OVER (ORDER BY i ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS b, lead(x, 1) RESPECT NULLS OVER (ORDER BY i) AS c FROM (VALUES (1, 5), (2, NULL), (3, 7)) t(i, x) ORDER BY i

-- case: lag_by_column
SELECT x, lag(x, n, 0) OVER (ORDER BY x) AS a FROM (VALUES (1, 1), (2, 1), (3, 2)) t(x, n) ORDER BY x

-- case: rank_by_two_orders
SELECT a, b, rank() OVER (PARTITION BY a ORDER BY b DESC, a) AS r, count(*) OVER (PARTITION BY a ORDER BY b) AS c FROM (VALUES ('x', 1), ('x', 2), ('y', 1)) t(a, b) ORDER BY a, b

-- case: window_of_distinct_rows
SELECT DISTINCT g, count(*) OVER (PARTITION BY g) AS n FROM (VALUES 'a', 'a', 'b') t(g) ORDER BY g

-- case: window_inside_expression
SELECT x, x - avg(x) OVER () AS off, CASE WHEN x = max(x) OVER () THEN 'top' ELSE 'other' END AS place FROM (VALUES 1, 2, 3) t(x) ORDER BY x

-- case: limit_by_fetch_with_ties_and_offset
SELECT x FROM (VALUES 1, 2, 2, 3) t(x) ORDER BY x OFFSET 1 ROW FETCH NEXT 1 ROW WITH TIES

-- case: fetch_with_ties_without_order
-- fails: ties of what
SELECT x FROM (VALUES 1) t(x) FETCH FIRST 1 ROW WITH TIES

-- case: uuid_and_ip_text
SELECT CAST(UUID '12151fd2-7586-11e9-8f9e-2a86e4085a59' AS varchar) AS a, CAST('2001:db8::1' AS ipaddress) AS b, CAST(IPADDRESS '10.0.0.1' AS varchar) AS c

-- case: bad_uuid
-- fails: no UUID
SELECT CAST('nope' AS uuid)

-- case: session_functions
SELECT typeof(current_user) AS a, typeof(version()) AS b
