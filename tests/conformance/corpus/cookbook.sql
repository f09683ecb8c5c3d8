-- Statements as analysts write them after the manuals of Trino and Athena: sessions, gaps, pivots, nested data, every kind of function.

-- case: star_of_two_tables_on_one_key
SELECT * FROM (VALUES (1, 'a'), (2, 'b')) AS o(id, name) JOIN (VALUES (1, 10), (2, 20)) AS p(id, price) ON o.id = p.id ORDER BY o.id

-- case: gaps_and_islands
WITH d(day) AS (VALUES DATE '2026-01-01', DATE '2026-01-02', DATE '2026-01-03', DATE '2026-01-07', DATE '2026-01-08')
SELECT min(day) AS first_day, max(day) AS last_day, count(*) AS days
FROM (SELECT day, date_add('day', -CAST(row_number() OVER (ORDER BY day) AS integer), day) AS island FROM d)
GROUP BY island ORDER BY 1

-- case: sessions_by_half_hour
WITH hits(who, at) AS (VALUES ('a', TIMESTAMP '2026-01-05 10:00:00'), ('a', TIMESTAMP '2026-01-05 10:20:00'), ('a', TIMESTAMP '2026-01-05 11:00:00'), ('b', TIMESTAMP '2026-01-05 10:05:00')),
marked AS (SELECT who, at, CASE WHEN date_diff('minute', lag(at) OVER (PARTITION BY who ORDER BY at), at) <= 30 THEN 0 ELSE 1 END AS starts FROM hits)
SELECT who, session, count(*) AS hits, date_diff('minute', min(at), max(at)) AS minutes
FROM (SELECT who, at, sum(starts) OVER (PARTITION BY who ORDER BY at ROWS UNBOUNDED PRECEDING) AS session FROM marked)
GROUP BY who, session ORDER BY who, session

-- case: pivot_by_map_agg
SELECT who, kv['x'] AS x, element_at(kv, 'y') AS y FROM (SELECT who, map_agg(k, v) AS kv FROM (VALUES ('a', 'x', 1), ('a', 'y', 2), ('b', 'x', 3)) AS t(who, k, v) GROUP BY who) ORDER BY who

-- case: percent_of_total
SELECT kind, n, round(100.0 * n / sum(n) OVER (), 2) AS pct, format('%.1f%%', 100e0 * n / sum(n) OVER ()) AS label FROM (VALUES ('a', 3), ('b', 5)) AS t(kind, n) ORDER BY kind

-- case: running_total_and_share_of_group
SELECT g, x, sum(x) OVER (PARTITION BY g ORDER BY x) AS running, CAST(x AS double) / sum(x) OVER (PARTITION BY g) AS share, first_value(x) OVER (PARTITION BY g ORDER BY x DESC) AS best FROM (VALUES ('p', 1), ('p', 3), ('q', 4)) AS t(g, x) ORDER BY g, x

-- case: top_two_of_each_group
SELECT g, x FROM (SELECT g, x, rank() OVER (PARTITION BY g ORDER BY x DESC) AS r FROM (VALUES ('p', 1), ('p', 3), ('p', 3), ('q', 4)) AS t(g, x)) WHERE r <= 2 ORDER BY g, x

-- case: calendar_of_days_left_joined
SELECT CAST(d AS date) AS day, coalesce(sum(n), 0) AS n
FROM UNNEST(sequence(DATE '2026-01-01', DATE '2026-01-04', INTERVAL '1' DAY)) AS c(d)
LEFT JOIN (VALUES (DATE '2026-01-02', 5), (DATE '2026-01-02', 1), (DATE '2026-01-04', 2)) AS t(day, n) ON c.d = t.day
GROUP BY 1 ORDER BY 1

-- case: months_of_a_year
SELECT date_format(m, '%Y-%m') AS month, day(last_day_of_month(m)) AS days FROM UNNEST(sequence(DATE '2024-01-01', DATE '2024-04-01', INTERVAL '1' MONTH)) AS t(m) ORDER BY m

-- case: unnest_map_with_ordinality
SELECT k, v, n FROM (VALUES map(ARRAY['a', 'b'], ARRAY[1, 2])) AS t(m) CROSS JOIN UNNEST(m) WITH ORDINALITY AS u(k, v, n) ORDER BY n

-- case: unnest_left_keeps_empty
SELECT id, tag FROM (VALUES (1, ARRAY['x', 'y']), (2, ARRAY[])) AS t(id, tags) LEFT JOIN UNNEST(tags) AS u(tag) ON TRUE ORDER BY id, tag

-- case: sum_of_an_array_per_row
SELECT id, reduce(xs, 0, (s, x) -> s + x, s -> s) AS total, (SELECT max(x) FROM UNNEST(xs) AS u(x)) AS best FROM (VALUES (1, ARRAY[1, 2]), (2, ARRAY[7])) AS t(id, xs) ORDER BY id

-- case: lateral_computed_columns
SELECT t.x, a.y, b.z FROM (VALUES 1, 2) AS t(x) CROSS JOIN LATERAL (SELECT t.x * 10 AS y) AS a CROSS JOIN LATERAL (SELECT a.y + 1 AS z) AS b ORDER BY t.x

-- case: exists_with_inequality
SELECT id FROM (VALUES (1, 5), (2, 9)) AS t(id, x) WHERE EXISTS (SELECT 1 FROM (VALUES (6)) AS u(y) WHERE u.y < t.x) ORDER BY id

-- case: in_with_a_subquery_and_nulls
SELECT x IN (SELECT y FROM (VALUES 1, NULL) AS u(y)) AS a, x NOT IN (SELECT y FROM (VALUES 3) AS u(y)) AS b FROM (VALUES 1, 2) AS t(x) ORDER BY x

-- case: latest_row_by_max_by
SELECT id, max_by(state, at) AS state, max_by(state, at, 2) AS two, min_by(at, at) AS first_at FROM (VALUES (1, 'new', DATE '2026-01-01'), (1, 'paid', DATE '2026-01-02'), (2, 'new', DATE '2026-01-03')) AS t(id, state, at) GROUP BY id ORDER BY id

-- case: histogram_and_multimap
SELECT histogram(x) AS h, multimap_agg(x % 2, x) AS m, numeric_histogram(2, x) AS n FROM (VALUES 1, 2, 2, 4) AS t(x)

-- case: median_by_approx_percentile
SELECT approx_percentile(x, 0.5) AS p50, approx_percentile(x, ARRAY[0.25, 0.75]) AS quartiles FROM UNNEST(sequence(1, 9)) AS t(x)

-- case: string_cleaning
SELECT trim(BOTH ' x' FROM 'x hello x') AS a, regexp_replace('  many   blanks ', '\s+', ' ') AS b, lpad('7', 3, '0') AS c, rpad('ab', 5, '.-') AS d, reverse('été') AS e, translate('abcda', 'ab', '12') AS f, concat_ws('/', 'a', NULL, 'b') AS g

-- case: split_to_map_and_back
SELECT split_to_map('a=1;b=2', ';', '=') AS m, split_to_multimap('a=1;a=2', ';', '=') AS mm, map_entries(split_to_map('k:v', ',', ':')) AS e, array_join(transform(map_entries(map(ARRAY['x', 'y'], ARRAY[1, 2])), r -> r[1] || '=' || CAST(r[2] AS varchar)), '&') AS q

-- case: url_parts
SELECT url_extract_host(u) AS h, url_extract_port(u) AS p, url_extract_path(u) AS pa, url_extract_parameter(u, 'q') AS q, url_extract_query(u) AS qs, url_extract_fragment(u) AS f, url_extract_protocol(u) AS pr, url_decode(url_extract_parameter(u, 'w')) AS w FROM (VALUES 'https://shop.example:8443/a/b?q=1&w=x%20y#top') AS t(u)

-- case: user_agent_families
SELECT CASE WHEN regexp_like(ua, '(?i)bot|crawler') THEN 'bot' WHEN regexp_like(ua, 'Mobile|Android') THEN 'mobile' ELSE 'desktop' END AS family, count(*) AS n FROM (VALUES 'Googlebot/2.1', 'Mozilla (Android)', 'Mozilla (X11)', 'my-CRAWLER') AS t(ua) GROUP BY 1 ORDER BY 2 DESC, 1

-- case: json_nested_extraction
SELECT json_extract_scalar(j, '$.user.name') AS n, json_array_length(json_extract(j, '$.tags')) AS l, CAST(json_extract(j, '$.tags') AS array(varchar)) AS tags, json_extract(j, '$.user') AS u, json_size(j, '$.user') AS s, json_array_contains(json_extract(j, '$.tags'), 'b') AS c FROM (VALUES '{"user": {"name": "Ann", "age": 7}, "tags": ["a", "b"]}') AS t(j)

-- case: json_value_family
SELECT json_value(j, 'lax $.price' RETURNING decimal(10, 2)) AS p, json_exists(j, 'strict $.none') AS e, json_query(j, 'lax $.items[*].id' WITH ARRAY WRAPPER) AS q, json_value(j, 'lax $.none' DEFAULT 'x' ON EMPTY) AS d FROM (VALUES '{"price": 12.5, "items": [{"id": 1}, {"id": 2}]}') AS t(j)

-- case: json_building
SELECT json_object('a': 1, 'b': 'x' NULL ON NULL) AS o, json_array(1, 'x', true) AS a, json_format(CAST(ROW(1, 'a') AS json)) AS r, json_format(CAST(map(ARRAY['k'], ARRAY[ARRAY[1, 2]]) AS json)) AS m

-- case: row_to_json_with_names
SELECT CAST(CAST(ROW(1, 'x') AS row(id integer, name varchar)) AS json) AS j, CAST(JSON '{"id": 5, "name": "y"}' AS row(id integer, name varchar)).name AS n

-- case: dates_of_iso_weeks
SELECT week(d) AS w, year_of_week(d) AS y, day_of_week(d) AS dow, day_of_year(d) AS doy, quarter(d) AS q, date_trunc('week', d) AS monday, date_trunc('quarter', d) AS qs FROM (VALUES DATE '2024-12-30', DATE '2026-01-01') AS t(d) ORDER BY d

-- case: parsing_of_times
SELECT date_parse('05/Jan/2026:10:11:12', '%d/%b/%Y:%H:%i:%s') AS a, from_iso8601_timestamp('2026-01-05T10:11:12+02:00') AS b, parse_datetime('2026-01-05 10:11', 'yyyy-MM-dd HH:mm') AS c, from_unixtime(1767607872) AS d, to_unixtime(TIMESTAMP '2026-01-05 10:11:12') AS e, from_iso8601_date('2026-W02-1') AS f

-- case: zones_and_daylight_saving
SELECT TIMESTAMP '2026-03-29 01:30:00 Europe/Berlin' + INTERVAL '1' HOUR AS a, TIMESTAMP '2026-07-01 12:00:00 UTC' AT TIME ZONE 'America/New_York' AS b, with_timezone(TIMESTAMP '2026-01-05 10:00:00', 'Asia/Tokyo') AS c, timezone_hour(TIMESTAMP '2026-01-05 10:00:00 +05:30') AS h, timezone_minute(TIMESTAMP '2026-01-05 10:00:00 +05:30') AS m, CAST(TIMESTAMP '2026-01-05 23:30:00 UTC' AT TIME ZONE 'Europe/Berlin' AS date) AS d

-- case: intervals_in_words
SELECT TIMESTAMP '2026-01-05 10:00:00' - TIMESTAMP '2026-01-01 08:30:00' AS a, DATE '2026-03-31' - INTERVAL '1' MONTH AS b, INTERVAL '2' DAY * 3 AS c, date_diff('month', DATE '2026-01-31', DATE '2026-02-28') AS d, date_add('month', 1, DATE '2026-01-31') AS e, human_readable_seconds(93784) AS f, parse_duration('2.5h') AS g

-- case: rollup_with_grouping
SELECT a, b, sum(x) AS s, grouping(a, b) AS g FROM (VALUES ('p', 'u', 1), ('p', 'v', 2), ('q', 'u', 4)) AS t(a, b, x) GROUP BY ROLLUP (a, b) ORDER BY g, a, b

-- case: cube_counts
SELECT a, b, count(*) AS n FROM (VALUES (1, 2), (1, 3)) AS t(a, b) GROUP BY CUBE (a, b) ORDER BY a NULLS FIRST, b NULLS FIRST

-- case: window_frames_by_range
SELECT d, x, sum(x) OVER (ORDER BY d RANGE BETWEEN INTERVAL '2' DAY PRECEDING AND CURRENT ROW) AS s, count(*) OVER (ORDER BY d GROUPS BETWEEN 1 PRECEDING AND CURRENT ROW) AS g FROM (VALUES (DATE '2026-01-01', 1), (DATE '2026-01-02', 2), (DATE '2026-01-05', 4)) AS t(d, x) ORDER BY d

-- case: last_known_value
SELECT d, last_value(x) IGNORE NULLS OVER (ORDER BY d ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS known, lead(x, 2, -1) OVER (ORDER BY d) AS later, nth_value(x, 1) OVER (ORDER BY d) AS first_x FROM (VALUES (1, 5), (2, NULL), (3, 7)) AS t(d, x) ORDER BY d

-- case: ntile_cume_dist
SELECT x, ntile(2) OVER (ORDER BY x) AS half, cume_dist() OVER (ORDER BY x) AS c, percent_rank() OVER (ORDER BY x) AS p, dense_rank() OVER (ORDER BY x) AS d FROM (VALUES 1, 2, 2, 4) AS t(x) ORDER BY x

-- case: array_set_operations
SELECT array_intersect(a, b) AS i, array_except(a, b) AS e, array_union(a, b) AS u, arrays_overlap(a, b) AS o, array_position(a, 3) AS p, array_sort(a, (x, y) -> IF(x < y, 1, IF(x > y, -1, 0))) AS s, array_remove(a, 1) AS r, contains_sequence(a, ARRAY[2, 3]) AS cs FROM (VALUES (ARRAY[1, 2, 3], ARRAY[3, 4])) AS t(a, b)

-- case: array_shapes
SELECT flatten(ARRAY[ARRAY[1], ARRAY[2, 3]]) AS f, slice(ARRAY[1, 2, 3, 4], 2, 2) AS s, ngrams(ARRAY['a', 'b', 'c'], 2) AS n, combinations(ARRAY['a', 'b', 'c'], 2) AS c, zip(ARRAY[1, 2], ARRAY['x', 'y']) AS z, repeat('z', 3) AS r, sequence(10, 0, -5) AS q, array_distinct(ARRAY[1, 1, 2]) AS d, trim_array(ARRAY[1, 2, 3], 1) AS t, shuffle(ARRAY[1]) AS sh

-- case: map_functions
SELECT map_filter(m, (k, v) -> v > 1) AS f, transform_values(m, (k, v) -> v * 10) AS tv, transform_keys(m, (k, v) -> upper(k)) AS tk, map_concat(m, map(ARRAY['c'], ARRAY[3])) AS c, map_keys(m) AS k, map_values(m) AS v, map_zip_with(m, m, (k, a, b) -> a + b) AS z, cardinality(m) AS n, map_from_entries(ARRAY[(1, 'x')]) AS e FROM (VALUES map(ARRAY['a', 'b'], ARRAY[1, 2])) AS t(m)

-- case: lambdas_with_columns
SELECT filter(xs, x -> x > k) AS f, any_match(xs, x -> x = k) AS a, none_match(xs, x -> x > 100) AS n, all_match(xs, x -> x > 0) AS al, zip_with(xs, xs, (a, b) -> a * b + k) AS z FROM (VALUES (ARRAY[1, 2, 3], 2)) AS t(xs, k)

-- case: regexp_functions
SELECT regexp_extract_all('a1b22', '[a-z](\d+)', 1) AS a, regexp_split('1a2b3', '[ab]') AS s, regexp_count('banana', 'an') AS c, regexp_position('banana', 'na', 4) AS p, regexp_replace('new york', '(\w)(\w*)', x -> upper(x[1]) || lower(x[2])) AS r, regexp_extract('x=5', '(?<v>\d)') AS n

-- case: conversions_and_failures
SELECT TRY_CAST('12x' AS integer) AS a, TRY(1 / 0) AS b, CAST('  7 ' AS varchar(2)) AS c, CAST(1.5 AS integer) AS d, CAST(DECIMAL '2.5' AS bigint) AS e, CAST(DOUBLE '1e3' AS varchar) AS f, CAST(TRUE AS varchar) AS g, CAST('true' AS boolean) AS h, CAST(DATE '2026-01-05' AS timestamp) AS i, format_number(1234567) AS j, parse_data_size('2.3MB') AS k

-- case: decimals_and_rounding
SELECT 1.00 / 3 AS a, 10 / 4 AS b, 10 / 4.0 AS c, round(2.5) AS d, round(-2.5e0) AS e, truncate(12.789, 1) AS f, ceil(1.2) AS g, floor(-1.2) AS h, 7 % -3 AS i, mod(-7, 3) AS j, DECIMAL '1.10' * DECIMAL '2.20' AS k, CAST(1 AS decimal(5, 2)) + 1 AS l

-- case: math_functions
SELECT power(2, 10) AS a, sqrt(2) AS b, ln(10) AS c, log(2, 8) AS d, exp(1) AS e, degrees(pi()) AS f, sign(-3) AS g, greatest(1, 5, 3) AS h, least('b', 'a') AS i, to_base(255, 16) AS j, from_base('ff', 16) AS k, width_bucket(5, 0, 10, 5) AS l, cosine_similarity(map(ARRAY['a'], ARRAY[1.0]), map(ARRAY['a'], ARRAY[2.0])) AS m, is_nan(nan()) AS n, infinity() AS o

-- case: digests_and_encodings
SELECT to_hex(md5(to_utf8('a'))) AS m, to_hex(sha256(to_utf8('a'))) AS s, to_base64(to_utf8('hi')) AS b, from_utf8(from_base64('aGk=')) AS f, to_base64url(X'fbff') AS u, crc32(to_utf8('a')) AS c, xxhash64(to_utf8('a')) AS x, to_hex(hmac_sha256(to_utf8('d'), to_utf8('k'))) AS h, to_big_endian_64(258) AS e, from_big_endian_32(X'00000102') AS g, length(X'0102') AS l, to_base32(to_utf8('a')) AS b32

-- case: aggregates_of_statistics
SELECT stddev(x) AS a, variance(x) AS b, stddev_pop(x) AS c, corr(x, y) AS d, covar_pop(x, y) AS e, regr_slope(y, x) AS f, regr_intercept(y, x) AS g, geometric_mean(x) AS h, skewness(x) AS i, kurtosis(x) AS j FROM (VALUES (1e0, 2e0), (2e0, 3e0), (4e0, 9e0), (5e0, 9e0)) AS t(x, y)

-- case: filters_and_distincts
SELECT count(DISTINCT x) AS a, sum(x) FILTER (WHERE x > 1) AS b, array_agg(DISTINCT x ORDER BY x DESC) AS c, count(*) FILTER (WHERE y = 'u') AS d, bool_or(y = 'v') AS e, every(x > 0) AS f, arbitrary(1) AS g, listagg(y, '|') WITHIN GROUP (ORDER BY x, y) AS h FROM (VALUES (1, 'u'), (1, 'v'), (3, 'u')) AS t(x, y)

-- case: listagg_overflow_and_filter
SELECT listagg(y, ',' ON OVERFLOW TRUNCATE '...' WITH COUNT) WITHIN GROUP (ORDER BY y) AS l, listagg(DISTINCT y, ';') WITHIN GROUP (ORDER BY y) AS d FROM (VALUES 'a', 'b', 'b') AS t(y)

-- case: reduce_agg_product
SELECT g, reduce_agg(x, 1, (a, b) -> a * b, (a, b) -> a * b) AS product FROM (VALUES ('p', 2), ('p', 5), ('q', 7)) AS t(g, x) GROUP BY g ORDER BY g

-- case: set_operations_in_order
SELECT x FROM ((SELECT 1 AS x UNION ALL SELECT 1) EXCEPT SELECT 2) UNION SELECT 3 ORDER BY x DESC

-- case: fetch_first_with_ties
SELECT x FROM (VALUES 1, 2, 2, 3) AS t(x) ORDER BY x OFFSET 1 ROW FETCH FIRST 1 ROW WITH TIES

-- case: recursive_hierarchy
WITH RECURSIVE tree(id, path) AS (SELECT id, CAST(name AS varchar) FROM (VALUES (1, NULL, 'root'), (2, 1, 'left'), (3, 2, 'leaf')) AS n(id, up, name) WHERE up IS NULL UNION ALL SELECT n.id, t.path || '/' || n.name FROM tree AS t JOIN (VALUES (1, NULL, 'root'), (2, 1, 'left'), (3, 2, 'leaf')) AS n(id, up, name) ON n.up = t.id) SELECT id, path FROM tree ORDER BY id

-- case: full_join_using
SELECT k, a, b FROM (VALUES (1, 'x'), (2, 'y')) AS l(k, a) FULL OUTER JOIN (VALUES (2, 'p'), (3, 'q')) AS r(k, b) USING (k) ORDER BY k

-- case: join_on_between
SELECT e.id, b.name FROM (VALUES (1, 5), (2, 15)) AS e(id, x) JOIN (VALUES (0, 10, 'low'), (10, 20, 'high')) AS b(lo, hi, name) ON e.x >= b.lo AND e.x < b.hi ORDER BY e.id

-- case: correlated_count_above
SELECT t.x, (SELECT count(*) FROM (VALUES 1, 2, 3) AS u(y) WHERE u.y > t.x) AS above FROM (VALUES 1, 2) AS t(x) ORDER BY t.x

-- case: quantified_comparisons
SELECT 5 > ALL (VALUES 1, 4) AS a, 5 = ANY (SELECT x FROM (VALUES 5, 6) AS t(x)) AS b, 5 <> ALL (VALUES 5) AS c

-- case: tuples_compared
SELECT (1, 'a') = (1, 'a') AS a, (1, 2) < (1, 3) AS b, ROW(1, 2) IN (ROW(1, 2), ROW(3, 4)) AS c, (2, 1) BETWEEN (1, 9) AND (3, 0) AS d

-- case: cohorts_by_month
WITH o(who, at) AS (VALUES ('a', DATE '2026-01-03'), ('a', DATE '2026-02-10'), ('b', DATE '2026-01-20'), ('c', DATE '2026-02-02')),
f AS (SELECT who, date_trunc('month', min(at)) AS cohort FROM o GROUP BY who)
SELECT f.cohort, date_diff('month', f.cohort, date_trunc('month', o.at)) AS month, count(DISTINCT who) AS customers FROM o JOIN f USING (who) GROUP BY 1, 2 ORDER BY 1, 2

-- case: funnel_of_steps
SELECT count(DISTINCT who) FILTER (WHERE step = 'view') AS viewed, count(DISTINCT who) FILTER (WHERE step = 'cart') AS carted, CAST(count(DISTINCT CASE WHEN step = 'buy' THEN who END) AS double) / nullif(count(DISTINCT who), 0) AS rate FROM (VALUES ('a', 'view'), ('a', 'cart'), ('a', 'buy'), ('b', 'view')) AS t(who, step)

-- case: moving_average
SELECT d, round(avg(x) OVER (ORDER BY d ROWS BETWEEN 2 PRECEDING AND CURRENT ROW), 2) AS ma, avg(CAST(x AS double)) OVER (ORDER BY d ROWS 1 PRECEDING) AS two FROM (VALUES (1, 1.0), (2, 2.0), (3, 6.0), (4, 3.0)) AS t(d, x) ORDER BY d

-- case: window_named_twice
SELECT x, row_number() OVER w AS n, sum(x) OVER (w ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING) AS s FROM (VALUES 1, 2, 4) AS t(x) WINDOW w AS (ORDER BY x) ORDER BY x

-- case: likes_and_escapes
SELECT 'a_b' LIKE 'a#_b' ESCAPE '#' AS a, 'axb' LIKE 'a_b' AS b, starts_with('lake', 'la') AS c, position('k' IN 'lake') AS e, strpos('banana', 'a', -2) AS g

-- case: unicode_text
SELECT length('héé') AS a, upper('straße') AS b, lower('ÀÉ') AS c, codepoint('é') AS d, chr(233) AS e, substr('naïve', -3) AS f, normalize('é', NFD) = 'é' AS g, length('𝒳y') AS h, split('a,b,,c', ',') AS i, soundex('Tymczak') AS j

-- case: case_forms
SELECT CASE x WHEN 1 THEN 'one' WHEN 2 THEN 'two' ELSE 'many' END AS a, if(x > 1, x) AS b, nullif(x, 2) AS c, coalesce(NULL, x, 9) AS d, iif AS e FROM (VALUES (1, 'i'), (2, 'j'), (3, 'k')) AS t(x, iif) ORDER BY x

-- case: varbinary_values
SELECT X'6162' || X'63' AS a, from_utf8(X'6162') AS b, reverse(X'0102') AS c, substr(X'010203', 2) AS d, X'01' < X'02' AS e, CAST('ab' AS varbinary) AS f

-- case: uuid_and_ip
SELECT CAST('12151fd2-7586-11e9-8f9e-2a86e4085a59' AS uuid) AS u, CAST(CAST('10.0.0.1' AS ipaddress) AS varchar) AS ip, contains('10.0.0.0/8', CAST('10.1.2.3' AS ipaddress)) AS inside

-- case: char_padding
SELECT CAST('ab' AS char(5)) AS c, CAST('ab' AS char(5)) = CAST('ab  ' AS char(4)) AS same, concat(CAST('x' AS char(2)), 'y') AS d

-- case: microsecond_columns
SELECT t + INTERVAL '1' HOUR AS a, date_trunc('hour', t) AS b, hour(t) AS c, date_diff('second', t, TIMESTAMP '2026-01-05 11:00:00.000000') AS d, date_format(t, '%Y-%m-%d %H:%i:%s.%f') AS e, CAST(t AS date) AS f, CAST(t AS varchar) AS g, year(t) AS y FROM (VALUES TIMESTAMP '2026-01-05 10:11:12.123456') AS v(t)

-- case: microseconds_with_zone
SELECT CAST(t AS timestamp(6) with time zone) AS z, to_unixtime(t) AS u, date_add('day', 1, t) AS d, t BETWEEN TIMESTAMP '2026-01-05 00:00:00' AND TIMESTAMP '2026-01-06 00:00:00' AS today, max(t) OVER () AS m FROM (VALUES TIMESTAMP '2026-01-05 10:11:12.123456') AS v(t)

-- case: typed_nulls_and_types
SELECT typeof(1) AS a, typeof(1.5) AS b, typeof('x') AS c, typeof(ARRAY[1]) AS d, typeof(map(ARRAY['a'], ARRAY[1.0])) AS e, typeof(ROW(1, 'a')) AS f, typeof(NULL) AS g, typeof(CAST(NULL AS date)) AS h, typeof(now()) AS i, typeof(1e0) AS j

-- case: tablesample_all
SELECT count(*) AS n FROM (VALUES 1, 2, 3) AS t(x) TABLESAMPLE SYSTEM (100)

-- case: at_timezone_column
SELECT at_timezone(t, z) AS local FROM (VALUES (TIMESTAMP '2026-01-05 10:00:00 UTC', 'Asia/Tokyo'), (TIMESTAMP '2026-01-05 10:00:00 UTC', 'Europe/Paris')) AS v(t, z) ORDER BY z

-- case: row_fields_spread
SELECT r.a, r.b.c, (r).a AS again FROM (SELECT CAST(ROW(1, ROW('x')) AS row(a integer, b row(c varchar))) AS r)

-- case: unnest_rows_into_columns
SELECT o.id, i.sku, i.qty FROM (VALUES (7, ARRAY[CAST(ROW('a', 2) AS row(sku varchar, qty integer)), CAST(ROW('b', 1) AS row(sku varchar, qty integer))])) AS o(id, items) CROSS JOIN UNNEST(o.items) AS i(sku, qty) ORDER BY i.sku

-- case: unnest_json_array
SELECT json_extract_scalar(e, '$.id') AS id FROM (VALUES '[{"id": 1}, {"id": 2}]') AS t(j) CROSS JOIN UNNEST(CAST(json_parse(j) AS array(json))) AS u(e) ORDER BY 1

-- case: dedupe_with_row_number
WITH r AS (SELECT *, row_number() OVER (PARTITION BY id ORDER BY v DESC) AS rn FROM (VALUES (1, 1, 'old'), (1, 2, 'new'), (2, 1, 'only')) AS t(id, v, s)) SELECT id, s FROM r WHERE rn = 1 ORDER BY id

-- case: count_of_missing
SELECT count(*) - count(x) AS missing, count_if(x IS NULL) AS also, approx_distinct(x) AS d, checksum(x) IS NOT NULL AS c, sum(coalesce(x, 0)) AS s FROM (VALUES 1, NULL, 2) AS t(x)

-- case: order_by_expression_and_nulls
SELECT x, y FROM (VALUES (1, 'b'), (NULL, 'a'), (2, 'C')) AS t(x, y) ORDER BY x IS NULL DESC, lower(y) DESC

-- case: having_and_alias
SELECT g AS grp, sum(x) AS total FROM (VALUES ('p', 1), ('p', 3), ('q', 1)) AS t(g, x) GROUP BY g HAVING sum(x) > 1 ORDER BY total

-- case: nested_with
WITH a AS (SELECT 1 AS x), b AS (WITH c AS (SELECT x + 1 AS y FROM a) SELECT y FROM c) SELECT x, y FROM a CROSS JOIN b

-- case: bucket_prices
SELECT width_bucket(p, ARRAY[0e0, 10e0, 20e0]) AS bucket, count(*) AS n, min(p) AS lo, max(p) AS hi FROM (VALUES 5e0, 12e0, 18e0, 25e0) AS t(p) GROUP BY 1 ORDER BY 1

-- case: string_to_timestamp_cast
SELECT CAST('2026-01-05 10:11:12' AS timestamp) AS a, CAST('2026-01-05' AS date) AS b, CAST('2026-01-05 10:11:12.5 Europe/Paris' AS timestamp(1) with time zone) AS c, date('2026-01-05') AS d, CAST('10:11:12' AS time) AS e, CAST(TIMESTAMP '2026-01-05 10:11:12.678' AS timestamp(0)) AS f

-- case: teradata_and_java_patterns
SELECT format_datetime(TIMESTAMP '2026-01-05 10:11:12', 'EEE, d MMM yyyy HH:mm') AS a, to_iso8601(TIMESTAMP '2026-01-05 10:11:12 UTC') AS b, to_milliseconds(INTERVAL '1' SECOND) AS c, date_format(TIMESTAMP '2026-01-05 10:11:12', '%W %M %e %l:%i %p') AS d

-- case: format_of_many
SELECT format('%s-%05d-%.3f-%x', 'a', 42, 3.14159e0, 255) AS a, format('%,d', 1234567) AS b, format('%tF', DATE '2026-01-05') AS c, format('%-5s|', 'ab') AS d, format('%e', 12345.678e0) AS e

-- case: bitwise_flags
SELECT bitwise_and(6, 3) AS a, bitwise_or(6, 1) AS b, bitwise_xor(5, 1) AS c, bit_count(255, 64) AS d, bitwise_left_shift(1, 4) AS e, bitwise_and_agg(x) AS f, bitwise_or_agg(x) AS g FROM (VALUES 7, 3) AS t(x)

-- case: approx_most_frequent_words
SELECT approx_most_frequent(2, w, 10) AS top FROM (VALUES 'a', 'b', 'a', 'a', 'b', 'c') AS t(w)

-- case: map_union_and_sum
SELECT map_union(m) AS u, map_agg(k, v) AS a FROM (VALUES (map(ARRAY['a'], ARRAY[1]), 'x', 1), (map(ARRAY['b'], ARRAY[2]), 'y', 2)) AS t(m, k, v)

-- case: greatest_of_dates
SELECT greatest(DATE '2026-01-05', DATE '2026-02-01') AS g, least(TIMESTAMP '2026-01-05 10:00:00', TIMESTAMP '2026-01-04 10:00:00') AS l, DATE '2026-01-05' > TIMESTAMP '2026-01-04 23:00:00' AS c, DATE '2026-01-05' = CAST('2026-01-05' AS date) AS e

-- case: values_of_expressions
SELECT a + b AS s FROM (VALUES (1 + 1, power(2, 2)), (3, 1e0)) AS t(a, b) ORDER BY s

-- case: long_union_of_types
SELECT x FROM (SELECT 1 AS x UNION ALL SELECT 2.5 UNION ALL SELECT CAST(3 AS bigint)) ORDER BY x

-- case: cross_join_unnest_two
SELECT a, b FROM UNNEST(ARRAY[1, 2, 3], ARRAY['x', 'y']) AS t(a, b) ORDER BY a

-- case: nullif_division
SELECT x, y, x / nullif(y, 0) AS q, try(x / y) AS t, CAST(x AS decimal(10, 4)) / nullif(y, 0) AS d FROM (VALUES (1, 0), (7, 2)) AS t(x, y) ORDER BY x

-- case: subscript_out_of_bounds
-- fails: out of bounds
SELECT ARRAY[1, 2][3] AS x

-- case: missing_map_key
-- fails: no such key
SELECT map(ARRAY['a'], ARRAY[1])['b'] AS x

-- case: text_plus_number
-- fails: no such operator
SELECT '1' + 1 AS x

-- case: group_by_missing_column
-- fails: not aggregated
SELECT a, b, sum(c) AS s FROM (VALUES (1, 2, 3)) AS t(a, b, c) GROUP BY a

-- case: integer_overflow
-- fails: overflow
SELECT 2147483647 + 1 AS x

-- case: scalar_subquery_of_two_rows
-- fails: several rows
SELECT (SELECT x FROM (VALUES 1, 2) AS t(x)) AS x

-- case: bad_cast
-- fails: no integer
SELECT CAST('abc' AS integer) AS x
