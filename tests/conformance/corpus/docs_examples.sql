-- Statements after the examples of Trino's and Athena's documentation and of public analytics queries, which no other topic holds.

-- case: greatest_of_aggregates
SELECT max(x) - min(x) AS range, avg(x) FILTER (WHERE x > 1) AS a, sum(DISTINCT x) AS s FROM (VALUES 1, 2, 2, 5) t(x)

-- case: elb_log_bytes_per_client
SELECT client_ip, sum(received_bytes) AS total FROM (VALUES ('10.0.0.1', 120), ('10.0.0.2', 80), ('10.0.0.1', 60)) t(client_ip, received_bytes) GROUP BY client_ip ORDER BY total DESC, client_ip LIMIT 10

-- case: cloudtrail_user_actions
SELECT useridentity.arn AS arn, eventname, count(*) AS n FROM (SELECT CAST(ROW('arn:aws:iam::1:user/a', 'IAMUser') AS row(arn varchar, type varchar)) AS useridentity, 'GetObject' AS eventname) GROUP BY useridentity.arn, eventname ORDER BY n DESC

-- case: vpc_flow_rejects_by_day
SELECT date_trunc('day', from_unixtime(start)) AS day, count(*) FILTER (WHERE action = 'REJECT') AS rejects FROM (VALUES (1767607872, 'REJECT'), (1767607999, 'ACCEPT'), (1767700000, 'REJECT')) t(start, action) GROUP BY 1 ORDER BY 1

-- case: docs_array_filter_nested
SELECT filter(ARRAY[-1, NULL, 10, 5], q -> q > 0) AS a, filter(ARRAY[CAST(ROW('Bob', 38) AS row(name varchar, age integer)), CAST(ROW('Alice', 35) AS row(name varchar, age integer))], p -> p.age > 36) AS b

-- case: docs_flatten_and_sum
SELECT flatten(ARRAY[ARRAY[1, 2], ARRAY[3, NULL]]) AS a, reduce(flatten(ARRAY[ARRAY[4, 5], ARRAY[6]]), 0, (s, x) -> s + x, s -> s) AS total

-- case: docs_array_length_in_words
SELECT cardinality(split('one two three', ' ')) AS words, array_join(reverse(split('a.b.c', '.')), '.') AS reversed, split_part('2026-11-20', '-', 2) AS month

-- case: docs_concat_arrays
SELECT ARRAY[4, 5] || ARRAY[ARRAY[1][1], 2] AS a, ARRAY[1] || 2 AS b, 0 || ARRAY[1] AS c

-- case: docs_sum_of_numbers_in_array
SELECT dept, reduce(salaries, 0e0, (s, x) -> s + x, s -> s / cardinality(salaries)) AS mean FROM (VALUES ('a', ARRAY[10, 20]), ('b', ARRAY[5])) t(dept, salaries) ORDER BY dept

-- case: docs_map_agg_of_counts
SELECT map_agg(name, n) AS m FROM (SELECT name, count(*) AS n FROM (VALUES 'x', 'y', 'x') t(name) GROUP BY name)

-- case: docs_json_array_of_projects
WITH dataset AS (SELECT '{"name": "Susan Smith", "org": "engineering", "projects": [{"name": "project1", "completed": false}, {"name": "project2", "completed": true}]}' AS myblob)
SELECT json_extract(myblob, '$.name') AS name, json_extract(myblob, '$.projects') AS projects, json_extract_scalar(myblob, '$.projects[0].name') AS first FROM dataset

-- case: docs_json_complete_projects
WITH dataset AS (SELECT * FROM (VALUES (JSON '{"name": "Bob Smith", "org": "legal", "projects": [{"name": "project1", "completed": false}]}'), (JSON '{"name": "Susan Smith", "org": "engineering", "projects": [{"name": "project2", "completed": true}, {"name": "project3", "completed": true}]}'), (JSON '{"name": "Jane Smith", "org": "finance", "projects": [{"name": "project2", "completed": true}]}')) AS t(users)), employees AS (SELECT users, CAST(json_extract(users, '$.projects') AS array(row(name varchar, completed boolean))) AS projects FROM dataset), names AS (SELECT json_extract_scalar(users, '$.name') AS name, projects FROM employees CROSS JOIN UNNEST(projects) AS t(p, c) WHERE c)
SELECT name, count(*) AS completed FROM names GROUP BY name ORDER BY completed DESC, name

-- case: docs_json_length_and_contains
WITH dataset AS (SELECT * FROM (VALUES (JSON '{"name": "Bob Smith", "projects": []}'), (JSON '{"name": "Ann", "projects": ["p1", "p2"]}')) AS t(users))
SELECT json_extract_scalar(users, '$.name') AS name, json_array_length(json_extract(users, '$.projects')) AS n, json_array_contains(json_extract(users, '$.projects'), 'p2') AS has FROM dataset ORDER BY n

-- case: docs_nested_sites
WITH dataset AS (SELECT 'engineering' AS department, 8 AS number, ARRAY['Sharon', 'John', 'Bob', 'Sally'] AS users), bigger AS (SELECT department, number, users, cardinality(filter(users, u -> u LIKE 'S%')) AS s FROM dataset)
SELECT department, number + s AS total, users[s] AS who FROM bigger

-- case: docs_rows_in_unnest
SELECT names, age, dept FROM (SELECT ARRAY[CAST(ROW('Sally', 'engineering') AS row(name varchar, dept varchar)), CAST(ROW('Bob', 'finance') AS row(name varchar, dept varchar))] AS people, 7 AS age) CROSS JOIN UNNEST(people) AS t(names, dept) ORDER BY names

-- case: docs_regexp_bounds
SELECT regexp_replace('12abc34', '[a-z]+', '-') AS a, regexp_extract('user=ann; id=42', 'id=(\d+)', 1) AS b, regexp_like('2026-01-01', '^\d{4}-\d{2}-\d{2}$') AS c, regexp_extract_all('#a #b', '#(\w+)', 1) AS d

-- case: docs_date_functions
SELECT date_add('hour', -3, TIMESTAMP '2026-03-01 01:00:00') AS a, date_diff('week', DATE '2026-01-01', DATE '2026-03-01') AS b, date_trunc('quarter', DATE '2026-08-15') AS c, day_of_year(DATE '2026-02-01') AS d, last_day_of_month(DATE '2024-02-10') AS e

-- case: docs_date_format_variety
SELECT date_format(TIMESTAMP '2026-08-22 03:04:05', '%m-%d-%Y %h:%i %p') AS a, date_format(TIMESTAMP '2026-08-22 15:04:05', '%W, %d. %M %Y %T') AS b, date_parse('2026-08-22 03', '%Y-%m-%d %H') AS c, format_datetime(TIMESTAMP '2026-08-22 15:04:05', 'EEE, d MMM yyyy') AS d

-- case: docs_unixtime_round_trip
SELECT to_unixtime(from_unixtime(1.5e9)) AS a, from_unixtime(1500000000) AS b, date(from_unixtime(1500000000)) AS c, CAST(to_unixtime(TIMESTAMP '2026-01-01 00:00:00') AS bigint) AS d

-- case: docs_window_rank_of_orders
SELECT orderkey, clerk, totalprice, rank() OVER (PARTITION BY clerk ORDER BY totalprice DESC) AS rnk FROM (VALUES (1, 'a', 10.5), (2, 'a', 20.0), (3, 'b', 5.25)) o(orderkey, clerk, totalprice) ORDER BY clerk, rnk

-- case: docs_lag_change
SELECT day, amount, amount - lag(amount, 1, amount) OVER (ORDER BY day) AS change, round(100e0 * (amount - lag(amount) OVER (ORDER BY day)) / lag(amount) OVER (ORDER BY day), 1) AS percent FROM (VALUES (1, 10), (2, 15), (3, 12)) t(day, amount) ORDER BY day

-- case: docs_first_value_of_partition
SELECT id, first_value(v) OVER (PARTITION BY g ORDER BY id) AS f, last_value(v) OVER (PARTITION BY g ORDER BY id ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS l, ntile(2) OVER (ORDER BY id) AS half FROM (VALUES (1, 'g', 'a'), (2, 'g', 'b'), (3, 'h', 'c')) t(id, g, v) ORDER BY id

-- case: docs_percent_of_total_by_rollup
SELECT coalesce(region, 'total') AS region, sum(x) AS s, grouping(region) AS g FROM (VALUES ('e', 1), ('w', 3), ('e', 2)) t(region, x) GROUP BY ROLLUP (region) ORDER BY g, region

-- case: docs_case_buckets
SELECT CASE WHEN x < 10 THEN 'small' WHEN x < 100 THEN 'medium' ELSE 'large' END AS size, count(*) AS n, min(x) AS low FROM (VALUES 5, 50, 500, 7) t(x) GROUP BY 1 ORDER BY low

-- case: docs_semi_join_and_anti_join
SELECT x FROM (VALUES 1, 2, 3, NULL) t(x) WHERE x NOT IN (SELECT y FROM (VALUES 2) u(y)) AND EXISTS (SELECT 1 FROM (VALUES 1, 3) v(z) WHERE v.z = t.x) ORDER BY x

-- case: docs_not_in_with_null
SELECT count(*) AS n FROM (VALUES 1, 2) t(x) WHERE x NOT IN (SELECT y FROM (VALUES 1, NULL) u(y))

-- case: docs_quantified_less_than_all
SELECT x FROM (VALUES 1, 5, 9) t(x) WHERE x < ALL (SELECT y FROM (VALUES 6, 7) u(y)) ORDER BY x

-- case: docs_cross_apply_by_unnest_sequence
SELECT g.n, count(t.x) AS c FROM UNNEST(sequence(1, 3)) AS g(n) LEFT JOIN (VALUES 1, 1, 3) t(x) ON t.x = g.n GROUP BY g.n ORDER BY g.n

-- case: docs_date_spine
SELECT CAST(d AS varchar) AS day, coalesce(n, 0) AS n FROM UNNEST(sequence(DATE '2026-01-01', DATE '2026-01-03', INTERVAL '1' DAY)) AS s(d) LEFT JOIN (VALUES (DATE '2026-01-02', 5)) v(day, n) ON v.day = s.d ORDER BY 1

-- case: docs_try_functions
SELECT TRY(CAST('abc' AS integer)) AS a, coalesce(TRY(5 / (1 - 1)), 0) AS b, TRY(json_extract_scalar('{"a": 1}', '$.a')) AS c, TRY_CAST('2026-13-01' AS date) AS d

-- case: docs_url_parts
SELECT url_extract_host('https://example.com:443/p/a?q=1&r=x%20y#f') AS host, url_extract_parameter('https://example.com/p?q=1&r=x%20y', 'r') AS r, url_extract_path('https://example.com/p/a?q') AS path, url_extract_query('https://example.com/p?q=1') AS query, url_decode('x%20y') AS d

-- case: docs_bit_functions
SELECT bit_count(9, 64) AS a, bitwise_and(19, 25) AS b, bitwise_or(19, 25) AS c, bitwise_xor(19, 25) AS d, bitwise_left_shift(5, 2) AS e, bitwise_not(19) AS f

-- case: docs_round_variants
SELECT round(-0.5) AS a, round(2.675, 2) AS b, round(1234.5678, -2) AS c, floor(-1.5) AS d, ceil(-1.5) AS e, round(2.5e0) AS f, round(-2.5e0) AS g, round(DECIMAL '12345678901234567890.55', 1) AS h

-- case: docs_decimal_division_in_sums
SELECT sum(price * qty) / sum(qty) AS mean, CAST(sum(price * qty) AS double) / sum(qty) AS exact FROM (VALUES (DECIMAL '9.99', 3), (DECIMAL '1.50', 7)) t(price, qty)

-- case: docs_bigint_and_double_mix
SELECT 1 / 3 AS a, 1 / 3e0 AS b, 1.0 / 3 AS c, CAST(1 AS double) / 3 AS d, 7 % 4 AS e, -7 % 4 AS f, 5.5 % 2 AS g

-- case: docs_cast_and_format
SELECT CAST(12.345 AS decimal(10,1)) AS a, CAST(1e10 AS bigint) AS b, CAST(1.5e0 AS varchar) AS c, CAST(DATE '2026-01-01' AS timestamp) AS d, CAST('2026-01-01 10:00:00' AS timestamp) AS e, CAST(true AS varchar) AS f, format('%.3f', 1.5e0) AS g

-- case: docs_null_handling
SELECT coalesce(NULL, NULL, 'x') AS a, nullif('a', 'a') AS b, if(NULL, 1, 2) AS c, NULL = NULL AS d, NULL IS NOT DISTINCT FROM NULL AS e, count(NULL) AS f

-- case: docs_string_functions
SELECT upper('straße') AS a, length('héllo') AS b, lpad('7', 3, '0') AS c, rpad('ab', 4, '.') AS d, replace('a-b-c', '-', '') AS e, strpos('hello', 'l') AS f, strpos('hello', 'l', -1) AS g, trim('  x ') AS h, starts_with('hello', 'he') AS i

-- case: docs_like_in_case
SELECT path, CASE WHEN path LIKE '/api/%' THEN 'api' WHEN path LIKE '%.js' OR path LIKE '%.css' THEN 'static' ELSE 'page' END AS kind FROM (VALUES '/api/x', '/a.js', '/home') t(path) ORDER BY path

-- case: docs_approx_functions
SELECT approx_distinct(x) AS a, approx_percentile(x, 0.5) AS b, approx_percentile(CAST(x AS double), 0.9) AS c, count(DISTINCT x) AS d FROM (VALUES 1, 2, 3, 4, 5, 5) t(x)

-- case: docs_arbitrary_and_bool
SELECT bool_and(x > 0) AS a, bool_or(x > 2) AS b, every(x < 9) AS c, count_if(x = 2) AS d, min_by(x, -x) AS e, max(x, 2) AS f FROM (VALUES 1, 2, 3) t(x)

-- case: docs_multimap_and_union
SELECT multimap_agg(k, v) AS a, map_union(map(ARRAY[k], ARRAY[v])) AS b FROM (VALUES ('a', 1)) t(k, v)

-- case: docs_map_functions
SELECT map_keys(m) AS a, map_values(m) AS b, cardinality(m) AS c, element_at(m, 'x') AS d, map_filter(m, (k, v) -> v > 1) AS e, transform_values(m, (k, v) -> v * 10) AS f FROM (VALUES map(ARRAY['p', 'q'], ARRAY[1, 2])) t(m)

-- case: docs_any_match_family
SELECT any_match(ARRAY[1, 2], x -> x > 1) AS a, all_match(ARRAY[1, NULL], x -> x > 0) AS b, none_match(ARRAY[1, 2], x -> x > 5) AS c, contains(ARRAY['a'], 'a') AS d, arrays_overlap(ARRAY[1, 2], ARRAY[2, 3]) AS e, array_position(ARRAY[5, 6], 6) AS f

-- case: docs_array_math
SELECT array_max(ARRAY[1.5, 2]) AS a, array_min(ARRAY['b', 'a']) AS b, array_distinct(ARRAY[1, 1, NULL, NULL]) AS c, array_sort(ARRAY[3, 1, 2]) AS d, slice(ARRAY[1, 2, 3, 4], -2, 2) AS e, array_remove(ARRAY[1, 2, 1], 1) AS f, trim_array(ARRAY[1, 2, 3], 1) AS g

-- case: docs_interval_arithmetic
SELECT DATE '2026-01-31' + INTERVAL '1' MONTH AS a, TIMESTAMP '2026-01-01 00:00:00.000' - INTERVAL '90' MINUTE AS b, INTERVAL '1' DAY * 3 AS c, 2 * INTERVAL '12' HOUR AS d, TIMESTAMP '2026-01-02 00:00:00' - TIMESTAMP '2026-01-01 12:00:00' AS e, INTERVAL '1' DAY / 2 AS f

-- case: docs_time_zone_conversion
SELECT TIMESTAMP '2026-06-01 12:00:00 UTC' AT TIME ZONE 'America/New_York' AS a, CAST(TIMESTAMP '2026-06-01 12:00:00 UTC' AT TIME ZONE 'Asia/Tokyo' AS timestamp) AS b, date(TIMESTAMP '2026-06-01 23:30:00 America/New_York') AS c, hour(TIMESTAMP '2026-06-01 12:00:00 UTC' AT TIME ZONE 'Asia/Kolkata') AS d, to_iso8601(TIMESTAMP '2026-06-01 12:00:00.000 +02:00') AS e

-- case: docs_extract_from_many
SELECT extract(quarter FROM DATE '2026-05-01') AS a, extract(dow FROM DATE '2026-05-03') AS b, extract(week FROM DATE '2026-12-31') AS c, extract(second FROM TIMESTAMP '2026-01-01 00:00:59.999') AS d, year(TIMESTAMP '2026-01-01 00:00:00 UTC') AS e, millisecond(TIMESTAMP '2026-01-01 00:00:00.123') AS f

-- case: docs_recursive_numbers
WITH RECURSIVE t(n, f) AS (SELECT 1, BIGINT '1' UNION ALL SELECT n + 1, f * (n + 1) FROM t WHERE n < 6) SELECT n, f FROM t ORDER BY n

-- case: docs_with_several_ctes
WITH a AS (SELECT x FROM (VALUES 1, 2, 3) t(x)), b(y) AS (SELECT x * 2 FROM a), c AS (SELECT max(y) AS m FROM b) SELECT a.x, c.m FROM a CROSS JOIN c WHERE a.x < c.m ORDER BY a.x

-- case: docs_union_distinct_and_order
SELECT x, 'a' AS src FROM (VALUES 1, 2) t(x) UNION SELECT y, 'a' FROM (VALUES 2, 3) u(y) ORDER BY x DESC LIMIT 2

-- case: docs_except_and_intersect
SELECT x FROM (VALUES 1, 2, 2, NULL) t(x) EXCEPT SELECT y FROM (VALUES 1, NULL) u(y)

-- case: docs_intersect_precedence
SELECT x FROM (SELECT 1 AS x UNION SELECT 2 INTERSECT SELECT 2) ORDER BY x

-- case: docs_group_by_expression_of_json
SELECT json_extract_scalar(j, '$.type') AS type, sum(CAST(json_extract_scalar(j, '$.n') AS integer)) AS n FROM (VALUES '{"type": "a", "n": 1}', '{"type": "b", "n": 2}', '{"type": "a", "n": 3}') t(j) GROUP BY json_extract_scalar(j, '$.type') ORDER BY type

-- case: docs_json_value_in_where
SELECT id FROM (VALUES (1, '{"a": {"b": 5}}'), (2, '{"a": {}}'), (3, 'no')) t(id, j) WHERE json_value(j, 'lax $.a.b' RETURNING integer) > 3 ORDER BY id

-- case: docs_json_query_paths
SELECT json_query('{"items": [{"p": 1, "q": 2}, {"p": 3, "q": 4}]}', 'lax $.items[*].p' WITH ARRAY WRAPPER) AS a, json_exists('{"items": [{"p": 1}]}', 'strict $.items[0].p') AS b, json_value('{"a": "x"}', 'strict $.a') AS c, json_object('a' VALUE 1, 'b' VALUE json_array(1, 2)) AS d

-- case: docs_cast_json_to_map
SELECT CAST(json_parse('{"a": 1, "b": 2}') AS map(varchar, integer)) AS a, CAST(json_parse('[1, "2", true]') AS array(varchar)) AS b, CAST(map(ARRAY['k'], ARRAY[ARRAY[1, 2]]) AS json) AS c, json_format(CAST(ROW(1, 'x') AS json)) AS d

-- case: docs_row_fields
SELECT r.a + 1 AS a, r.b AS b, r[1] AS first, CAST(ROW(1, ROW('x', 2)) AS row(p integer, q row(s varchar, t integer))).q.s AS s FROM (SELECT CAST(ROW(1, 'z') AS row(a integer, b varchar)) AS r)

-- case: docs_funnel_by_max
SELECT count_if(viewed) AS viewed, count_if(viewed AND bought) AS bought FROM (SELECT who, bool_or(e = 'view') AS viewed, bool_or(e = 'buy') AS bought FROM (VALUES ('a', 'view'), ('a', 'buy'), ('b', 'view')) t(who, e) GROUP BY who)

-- case: docs_moving_average
SELECT d, avg(x) OVER (ORDER BY d ROWS BETWEEN 2 PRECEDING AND CURRENT ROW) AS m, sum(x) OVER (ORDER BY d RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS s FROM (VALUES (1, 2e0), (2, 4e0), (3, 9e0), (3, 1e0)) t(d, x) ORDER BY d, m

-- case: docs_sessions
SELECT who, session, min(at) AS since, count(*) AS n FROM (SELECT who, at, sum(if(gap IS NULL OR gap > 30, 1, 0)) OVER (PARTITION BY who ORDER BY at) AS session FROM (SELECT who, at, date_diff('minute', lag(at) OVER (PARTITION BY who ORDER BY at), at) AS gap FROM (VALUES ('a', TIMESTAMP '2026-01-01 10:00:00'), ('a', TIMESTAMP '2026-01-01 10:10:00'), ('a', TIMESTAMP '2026-01-01 11:00:00')) t(who, at))) GROUP BY who, session ORDER BY who, session

-- case: docs_cohort_weeks
SELECT date_trunc('week', first_day) AS cohort, date_diff('week', date_trunc('week', first_day), date_trunc('week', day)) AS week, count(DISTINCT who) AS users FROM (SELECT who, day, min(day) OVER (PARTITION BY who) AS first_day FROM (VALUES ('a', DATE '2026-01-05'), ('a', DATE '2026-01-13'), ('b', DATE '2026-01-06')) t(who, day)) GROUP BY 1, 2 ORDER BY 1, 2

-- case: docs_median_by_group
SELECT g, approx_percentile(x, 0.5) AS median, approx_percentile(x, ARRAY[0.25, 0.75]) AS quartiles FROM (VALUES ('a', 1), ('a', 2), ('a', 3), ('b', 10)) t(g, x) GROUP BY g ORDER BY g

-- case: docs_histogram_by_width_bucket
SELECT width_bucket(x, 0, 10, 5) AS bucket, count(*) AS n FROM (VALUES 1e0, 2.5e0, 9e0, 11e0, -1e0) t(x) GROUP BY 1 ORDER BY 1

-- case: docs_string_aggregation
SELECT g, array_join(array_agg(DISTINCT x ORDER BY x), ', ') AS names, listagg(x, '|') WITHIN GROUP (ORDER BY x DESC) AS l FROM (VALUES ('a', 'q'), ('a', 'p'), ('a', 'q'), ('b', 'z')) t(g, x) GROUP BY g ORDER BY g

-- case: docs_pivot_by_case
SELECT g, sum(CASE WHEN m = 1 THEN x END) AS january, sum(x) FILTER (WHERE m = 2) AS february, sum(if(m = 3, x, 0)) AS march FROM (VALUES ('a', 1, 10), ('a', 2, 20), ('b', 1, 5)) t(g, m, x) GROUP BY g ORDER BY g

-- case: docs_unpivot_by_unnest
SELECT id, k, v FROM (VALUES (1, 10, 20), (2, 30, NULL)) t(id, a, b) CROSS JOIN UNNEST(ARRAY['a', 'b'], ARRAY[a, b]) AS u(k, v) ORDER BY id, k

-- case: docs_latest_by_window_and_join
SELECT o.id, c.name FROM (VALUES (1, 'x'), (2, 'y')) o(id, cust) LEFT JOIN (SELECT cust, name FROM (SELECT cust, name, row_number() OVER (PARTITION BY cust ORDER BY v DESC) AS rn FROM (VALUES ('x', 'old', 1), ('x', 'new', 2)) c(cust, name, v)) WHERE rn = 1) c ON c.cust = o.cust ORDER BY o.id

-- case: docs_self_join_pairs
SELECT a.x AS x, b.x AS y FROM (VALUES 1, 2, 3) a(x) JOIN (VALUES 1, 2, 3) b(x) ON a.x < b.x ORDER BY 1, 2

-- case: docs_range_join
SELECT e.t, p.name FROM (VALUES 5, 15, 25) e(t) LEFT JOIN (VALUES (0, 9, 'low'), (10, 19, 'mid')) p(a, b, name) ON e.t BETWEEN p.a AND p.b ORDER BY e.t

-- case: docs_values_with_types
SELECT x, typeof(x) AS t FROM (VALUES 1, 2.5, BIGINT '3') v(x) ORDER BY x

-- case: docs_nested_subqueries
SELECT (SELECT max(y) FROM (VALUES 1, 2) u(y) WHERE y < t.x) AS below FROM (VALUES 2, 3) t(x) ORDER BY 1

-- case: docs_group_by_having_count
SELECT g, count(*) AS n, avg(x) AS a FROM (VALUES ('a', 1), ('a', 2), ('b', 9)) t(g, x) GROUP BY g HAVING count(*) > 1 AND avg(x) < 5 ORDER BY g

-- case: docs_hex_and_base
SELECT to_hex(to_utf8('Athena')) AS a, from_utf8(from_hex('417468656E61')) AS b, to_base64(to_utf8('a?b')) AS c, from_base('1f', 16) AS d, to_base(31, 2) AS e, to_hex(sha256(to_utf8('x'))) AS f

-- case: docs_statistics
SELECT round(stddev(x), 6) AS a, round(var_pop(x), 6) AS b, round(corr(x, y), 6) AS c, round(regr_slope(y, x), 6) AS d, round(geometric_mean(x), 6) AS e FROM (VALUES (1e0, 2e0), (2e0, 3e0), (4e0, 9e0)) t(x, y)

-- case: docs_greatest_least_nulls
SELECT greatest(1, 2.5) AS a, least('b', 'a') AS b, greatest(DATE '2026-01-01', DATE '2026-02-01') AS c, least(1, NULL) AS d

-- case: docs_between_and_in
SELECT x BETWEEN 2 AND 3 AS a, x NOT BETWEEN 2 AND 3 AS b, x IN (1, 3) AS c, x NOT IN (1, NULL) AS d FROM (VALUES 1, 2, 3) t(x) ORDER BY x

-- case: docs_decimal_precision_limits
SELECT DECIMAL '99999999999999999999999999999999999999' AS a, CAST(0.1 AS double) + CAST(0.2 AS double) AS b, 0.1 + 0.2 AS c, CAST('1e3' AS double) AS d, DECIMAL '1.10' = DECIMAL '1.1' AS e

-- case: docs_row_number_pagination
SELECT x FROM (SELECT x, row_number() OVER (ORDER BY x) AS rn FROM (VALUES 'c', 'a', 'b', 'd') t(x)) WHERE rn BETWEEN 2 AND 3 ORDER BY x

-- case: docs_zip_and_unnest_json
SELECT n, v FROM (SELECT CAST(json_parse('{"names": ["a", "b"], "values": [1, 2]}') AS map(varchar, array(varchar))) AS m) CROSS JOIN UNNEST(m['names'], m['values']) AS u(n, v) ORDER BY n

-- case: docs_split_to_map_query
SELECT split_to_map('a=1&b=2', '&', '=')['b'] AS a, element_at(split_to_map('x:1', ',', ':'), 'z') AS b, map_from_entries(ARRAY[('k', 1)]) AS c, map_entries(map(ARRAY[1], ARRAY['x'])) AS d

-- case: docs_format_numbers
SELECT format('%,.2f', 1234567.891e0) AS a, format('%05.1f|%-6d|%+d', 3.14159e0, 42, 7) AS b, format('%s and %s', ARRAY[1][1], NULL) AS c, format('%08d', -42) AS d, format('%e', 12345.678e0) AS e

-- case: docs_chained_unnest
SELECT o.id, i.sku, tag FROM (SELECT 1 AS id, ARRAY[CAST(ROW('a', ARRAY['x', 'y']) AS row(sku varchar, tags array(varchar)))] AS items) o CROSS JOIN UNNEST(o.items) AS i(sku, tags) CROSS JOIN UNNEST(i.tags) AS t(tag) ORDER BY tag

-- case: docs_count_distinct_pairs
SELECT count(*) AS n FROM (SELECT DISTINCT a, b FROM (VALUES (1, 'x'), (1, 'x'), (1, 'y')) t(a, b))

-- case: docs_partition_by_date_text
SELECT year || '-' || month AS ym, count(*) AS n FROM (VALUES ('2026', '01'), ('2026', '01'), ('2026', '02')) t(year, month) WHERE CAST(year AS integer) = 2026 AND month IN ('01', '02') GROUP BY year || '-' || month ORDER BY ym

-- case: docs_iso_dates
SELECT from_iso8601_date('2026-W03-2') AS a, from_iso8601_date('2026-020') AS b, from_iso8601_timestamp('2026-01-05T10:11:12.345+01:00') AS c, to_iso8601(DATE '2026-01-05') AS d

-- case: docs_ordering_by_expression
SELECT name, price FROM (VALUES ('a', 3.5), ('b', NULL), ('c', 1.25)) t(name, price) ORDER BY price DESC NULLS FIRST, name

-- case: docs_ilike_by_lower
SELECT count(*) AS n FROM (VALUES 'Abc', 'ABD', 'xyz') t(s) WHERE lower(s) LIKE 'ab%' AND regexp_like(s, '(?i)^AB[CD]$')

-- case: docs_hour_buckets
SELECT date_trunc('hour', t) AS h, date_format(t, '%H:00') AS label, count(*) AS n FROM (VALUES TIMESTAMP '2026-01-01 10:05:00', TIMESTAMP '2026-01-01 10:55:00', TIMESTAMP '2026-01-01 11:00:00') v(t) GROUP BY 1, 2 ORDER BY 1
