-- case: cross_join
WITH dataset AS (SELECT 'engineering' AS department, ARRAY['Sharon', 'John', 'Bob', 'Sally'] AS users) SELECT department, names FROM dataset CROSS JOIN UNNEST(users) AS t(names) ORDER BY names

-- case: cross_join_again
WITH dataset AS (SELECT 'engineering' AS department, ARRAY[MAP(ARRAY['first', 'last', 'age'], ARRAY['Bob', 'Smith', '40']), MAP(ARRAY['first', 'last', 'age'], ARRAY['Jane', 'Doe', '30']), MAP(ARRAY['first', 'last', 'age'], ARRAY['Billy', 'Smith', '8'])] AS people) SELECT names['first'] AS first_name, names['last'] AS last_name, department FROM dataset CROSS JOIN UNNEST(people) AS t(names) ORDER BY CAST(names['age'] AS integer) DESC

-- case: cross_join_thrice
WITH dataset AS (SELECT ARRAY[CAST(ROW('Sally', 'engineering', ARRAY[1, 2, 3, 4]) AS ROW(name varchar, department varchar, ids array(integer))), CAST(ROW('John', 'finance', ARRAY[7, 8, 9]) AS ROW(name varchar, department varchar, ids array(integer))), CAST(ROW('Amy', 'devops', ARRAY[12, 13]) AS ROW(name varchar, department varchar, ids array(integer)))] AS users) SELECT u.name, u.department, sum(n.id) AS total FROM dataset CROSS JOIN UNNEST(users) AS u(name, department, ids) CROSS JOIN UNNEST(u.ids) AS n(id) GROUP BY u.name, u.department ORDER BY total DESC

-- case: shipping_sets_grouping_sets
SELECT origin_state, destination_state, sum(package_weight) AS weight FROM (VALUES ('California', 'New Jersey', 58), ('California', 'Connecticut', 1337), ('California', 'Colorado', 5), ('New York', 'New Jersey', 3), ('New Jersey', 'Connecticut', 225), ('California', 'Colorado', 13)) AS shipping(origin_state, destination_state, package_weight) GROUP BY GROUPING SETS ((origin_state), (origin_state, destination_state), (destination_state)) ORDER BY origin_state NULLS LAST, destination_state NULLS LAST

-- case: shipping_sets_grouping_sets_again
SELECT origin_state, origin_zip, destination_state, sum(w) AS total, grouping(origin_state, origin_zip, destination_state) AS g FROM (VALUES ('California', 94131, 'New Jersey', 13), ('California', 90210, 'Connecticut', 1337), ('New York', 10002, 'New Jersey', 3), ('California', 94131, 'Colorado', 5)) AS shipping(origin_state, origin_zip, destination_state, w) GROUP BY GROUPING SETS ((origin_state), (origin_state, origin_zip), (destination_state)) ORDER BY g, origin_state, origin_zip, destination_state

-- case: cube_grouping
-- fails: invalid arguments
SELECT region, product, count(*) AS n, sum(qty) AS qty FROM (VALUES ('east', 'pen', 4), ('east', 'ink', 6), ('west', 'pen', 1), ('west', 'pen', 9)) AS s(region, product, qty) GROUP BY CUBE (region, product) ORDER BY grouping(region, product), region, product

-- case: rollup_grouping
SELECT coalesce(region, 'ALL') AS region, coalesce(CAST(yr AS varchar), 'ALL') AS yr, sum(amount) AS amount FROM (VALUES ('emea', 2022, DECIMAL '10.50'), ('emea', 2023, DECIMAL '20.25'), ('apac', 2022, DECIMAL '7.00'), ('apac', 2023, DECIMAL '3.75')) AS s(region, yr, amount) GROUP BY ROLLUP (region, yr) ORDER BY grouping(s.region, s.yr), s.region, s.yr

-- case: union_recursive
WITH RECURSIVE t(n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM t WHERE n < 4) SELECT sum(n) AS total, max(n) AS last FROM t

-- case: emp_chain_recursive
WITH RECURSIVE emp(id, name, boss) AS (VALUES (1, 'ann', 0), (2, 'bo', 1), (3, 'cy', 1), (4, 'di', 2), (5, 'ed', 4)), chain(id, path, depth) AS (SELECT id, CAST(name AS varchar), 0 FROM emp WHERE boss = 0 UNION ALL SELECT e.id, CAST(c.path || '/' || e.name AS varchar), c.depth + 1 FROM chain c JOIN emp e ON e.boss = c.id) SELECT id, path, depth FROM chain ORDER BY id

-- case: fetch_offset
SELECT name, nationality FROM (VALUES ('a', 3), ('b', 1), ('c', 3), ('d', 2), ('e', 2)) AS t(name, nationality) ORDER BY nationality DESC, name OFFSET 1 ROW FETCH NEXT 3 ROWS ONLY

-- case: array_agg_fetch
SELECT g, array_agg(name ORDER BY name) AS names FROM (SELECT name, score AS g FROM (VALUES ('a', 30), ('b', 10), ('c', 30), ('d', 20), ('e', 20)) AS t(name, score) ORDER BY score DESC FETCH FIRST 3 ROWS WITH TIES) GROUP BY g ORDER BY g

-- case: rank_orders
SELECT orderkey, clerk, totalprice, rank() OVER (PARTITION BY clerk ORDER BY totalprice DESC) AS rnk FROM (VALUES (1, 'c1', 100), (2, 'c1', 300), (3, 'c2', 50), (4, 'c1', 300), (5, 'c2', 75)) AS orders(orderkey, clerk, totalprice) ORDER BY clerk, rnk, orderkey

-- case: orders_between
SELECT clerk, orderdate, sum(totalprice) OVER (PARTITION BY clerk ORDER BY orderdate ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS rolling_sum FROM (VALUES ('c1', DATE '2024-01-01', 100), ('c1', DATE '2024-01-03', 250), ('c2', DATE '2024-01-02', 40), ('c1', DATE '2024-01-09', 5)) AS orders(clerk, orderdate, totalprice) ORDER BY clerk, orderdate

-- case: between_interval_range
SELECT d, v, sum(v) OVER (ORDER BY d RANGE BETWEEN INTERVAL '2' DAY PRECEDING AND CURRENT ROW) AS s3, count(*) OVER (ORDER BY d RANGE BETWEEN CURRENT ROW AND INTERVAL '1' DAY FOLLOWING) AS nxt FROM (VALUES (DATE '2024-02-27', 1), (DATE '2024-02-28', 2), (DATE '2024-03-01', 4), (DATE '2024-03-05', 8)) AS t(d, v) ORDER BY d

-- case: array_agg_between_groups
SELECT k, v, array_agg(v) OVER (ORDER BY k GROUPS BETWEEN 1 PRECEDING AND 1 FOLLOWING) IS NOT NULL AS has, sum(v) OVER (ORDER BY k GROUPS BETWEEN 1 PRECEDING AND CURRENT ROW) AS s FROM (VALUES (1, 10), (1, 20), (2, 5), (4, 7), (4, 1)) AS t(k, v) ORDER BY k, v

-- case: lag_lead_window
SELECT ts, v, lag(v, 1, 0) OVER w AS prev, lead(v) OVER w AS nxt, v - lag(v, 1, 0) OVER w AS delta FROM (VALUES (TIMESTAMP '2024-05-01 10:00:00', 5), (TIMESTAMP '2024-05-01 10:05:00', 9), (TIMESTAMP '2024-05-01 10:30:00', 2)) AS t(ts, v) WINDOW w AS (ORDER BY ts) ORDER BY ts

-- case: clicks_date_diff_lag
WITH clicks(u, ts) AS (VALUES ('a', TIMESTAMP '2024-01-01 00:00:00'), ('a', TIMESTAMP '2024-01-01 00:10:00'), ('a', TIMESTAMP '2024-01-01 01:00:00'), ('b', TIMESTAMP '2024-01-01 00:05:00'), ('b', TIMESTAMP '2024-01-01 02:05:00')), marked AS (SELECT u, ts, CASE WHEN date_diff('minute', lag(ts) OVER (PARTITION BY u ORDER BY ts), ts) <= 30 THEN 0 ELSE 1 END AS is_new FROM clicks), sess AS (SELECT u, ts, sum(is_new) OVER (PARTITION BY u ORDER BY ts) AS sid FROM marked) SELECT u, sid, min(ts) AS started, max(ts) AS ended, count(*) AS hits FROM sess GROUP BY u, sid ORDER BY u, sid

-- case: ntile_percent_rank_cume_dist
SELECT v, ntile(3) OVER (ORDER BY v) AS bucket, percent_rank() OVER (ORDER BY v) AS pr, cume_dist() OVER (ORDER BY v) AS cd FROM (VALUES 10, 20, 30, 40, 50) AS t(v) ORDER BY v

-- case: last_value_first_value_between
SELECT id, x, last_value(x) IGNORE NULLS OVER (ORDER BY id ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS filled, first_value(x) IGNORE NULLS OVER (ORDER BY id ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS back FROM (VALUES (1, NULL), (2, 'p'), (3, NULL), (4, NULL), (5, 'q'), (6, NULL)) AS t(id, x) ORDER BY id

-- case: row_number
SELECT dept, emp, salary FROM (SELECT dept, emp, salary, row_number() OVER (PARTITION BY dept ORDER BY salary DESC, emp) AS rn FROM (VALUES ('eng', 'ann', 120), ('eng', 'bob', 150), ('eng', 'cat', 150), ('ops', 'dan', 80), ('ops', 'eve', 95)) AS e(dept, emp, salary)) WHERE rn <= 2 ORDER BY dept, salary DESC, emp

-- case: dense_rank
SELECT dept, sum(salary) AS total, round(100.0 * sum(salary) / sum(sum(salary)) OVER (), 2) AS pct, dense_rank() OVER (ORDER BY sum(salary) DESC) AS dr FROM (VALUES ('eng', 120), ('eng', 150), ('ops', 80), ('ops', 95), ('hr', 55)) AS e(dept, salary) GROUP BY dept ORDER BY dr

-- case: iris_filter
SELECT species, count(*) AS n, count(*) FILTER (WHERE petal_length > 4) AS large FROM (VALUES ('setosa', 1.4), ('virginica', 6.0), ('virginica', 4.5), ('versicolor', 4.7), ('versicolor', 3.9)) AS iris(species, petal_length) GROUP BY species ORDER BY species

-- case: listagg
SELECT id, LISTAGG(value, ',') WITHIN GROUP (ORDER BY o) AS csv_value FROM (VALUES (100, 1, 'a'), (200, 3, 'c'), (200, 2, 'b')) AS t(id, o, value) GROUP BY id ORDER BY id

-- case: listagg_again
SELECT LISTAGG(v, '|' ON OVERFLOW TRUNCATE '...' WITH COUNT) WITHIN GROUP (ORDER BY v DESC) AS joined FROM (VALUES 'x', 'zz', 'y', NULL) AS t(v)

-- case: max_by_min_by
SELECT max_by(name, score) AS best, min_by(name, score) AS worst, max_by(name, score, 2) AS top2, max(score, 2) AS topscores FROM (VALUES ('ann', 71), ('bob', 93), ('cat', 88), ('dan', 40)) AS t(name, score)

-- case: reduce_agg
SELECT k, reduce_agg(v, 1, (a, b) -> a * b, (a, b) -> a * b) AS product FROM (VALUES ('p', 2), ('p', 5), ('q', 7), ('q', 3), ('q', 2)) AS t(k, v) GROUP BY k ORDER BY k

-- case: bool_and_bitwise_or_agg_bitwise_and_agg
SELECT bool_and(v > 0) AS all_pos, bool_or(v > 8) AS any_big, count_if(v % 2 = 0) AS evens, bitwise_or_agg(v) AS bor, bitwise_and_agg(v) AS band FROM (VALUES 4, 6, 9, 12) AS t(v)

-- case: cardinality_histogram
SELECT h['a'] AS a, h['b'] AS b, cardinality(h) AS n FROM (SELECT histogram(x) AS h FROM (VALUES 'a', 'b', 'a', 'c', 'a') AS t(x))

-- case: array_sort_map_keys_map_agg
SELECT array_sort(map_keys(m)) AS ks, m['x'] AS x, element_at(m, 'nope') AS missing FROM (SELECT map_agg(k, v) AS m FROM (VALUES ('x', 1), ('y', 2), ('z', NULL)) AS t(k, v))

-- case: array_sort_multimap_agg_cross_join
SELECT k, array_sort(mm[k]) AS vs FROM (SELECT multimap_agg(k, v) AS mm FROM (VALUES ('a', 3), ('b', 1), ('a', 2)) AS t(k, v)) CROSS JOIN UNNEST(ARRAY['a', 'b']) AS u(k) ORDER BY k

-- case: corr_regr_slope_regr_intercept
SELECT corr(y, x) AS c, regr_slope(y, x) AS slope, regr_intercept(y, x) AS icept FROM (VALUES (1e0, 2e0), (2e0, 4e0), (3e0, 6e0)) AS t(x, y)

-- case: stddev_var_pop_geometric_mean
SELECT round(stddev(v), 6) AS sd, round(var_pop(v), 6) AS vp, round(geometric_mean(v), 6) AS gm, avg(v) AS mean FROM (VALUES 2, 4, 8) AS t(v)

-- case: distinct
SELECT count(DISTINCT a) AS da, count(DISTINCT (a, b)) AS dab, sum(DISTINCT b) AS sb FROM (VALUES (1, 5), (1, 5), (2, 5), (2, 7), (NULL, 7)) AS t(a, b)

-- case: union
SELECT 13 AS n UNION SELECT 42 UNION SELECT 13 ORDER BY n DESC

-- case: except
SELECT n FROM (VALUES 1, 2, 2, 2, 3, 3) AS a(n) EXCEPT ALL SELECT n FROM (VALUES 2, 3) AS b(n) ORDER BY n

-- case: intersect
SELECT n, s FROM (VALUES (1, 'a'), (2, 'b'), (2, 'b'), (NULL, 'z')) AS a(n, s) INTERSECT ALL SELECT n, s FROM (VALUES (2, 'b'), (2, 'b'), (2, 'b'), (NULL, 'z')) AS b(n, s) ORDER BY n, s

-- case: union_again
SELECT 'q' AS src, x FROM (VALUES 1, 2) AS t(x) UNION ALL SELECT 'r', y FROM (VALUES 2.5, 0.25) AS u(y) ORDER BY x, src

-- case: union_intersect_except
(SELECT a FROM (VALUES 1, 2, 3) AS t(a) EXCEPT SELECT b FROM (VALUES 3) AS u(b)) UNION (SELECT c FROM (VALUES 7, 9) AS v(c) INTERSECT SELECT d FROM (VALUES 9, 11) AS w(d)) ORDER BY 1

-- case: exists
SELECT o.id, o.cust FROM (VALUES (1, 'k'), (2, 'm'), (3, 'k')) AS o(id, cust) WHERE EXISTS (SELECT 1 FROM (VALUES (1, 20), (3, 90)) AS p(oid, amt) WHERE p.oid = o.id AND p.amt > 50) ORDER BY o.id

-- case: avg
SELECT name FROM (VALUES ('bolt', 5), ('nut', 2), ('cog', 9)) AS p(name, price) WHERE price > (SELECT avg(q) FROM (VALUES 3, 4, 5) AS a(q)) ORDER BY name

-- case: all_any
SELECT x, x > ALL (VALUES 1, 2, 3) AS gt_all, x = ANY (VALUES 2, 5) AS eq_any, x NOT IN (SELECT y FROM (VALUES 5, 6) AS u(y)) AS not_in FROM (VALUES 2, 4, 5) AS t(x) ORDER BY x

-- case: plain
SELECT x, x IN (SELECT y FROM (VALUES 1, NULL) AS u(y)) AS in_null FROM (VALUES 1, 2, NULL) AS t(x) ORDER BY x

-- case: plain_again
SELECT c.name, (SELECT max(o.amt) FROM (VALUES (1, 10), (1, 35), (3, 7)) AS o(cid, amt) WHERE o.cid = c.id) AS biggest FROM (VALUES (1, 'ann'), (2, 'bob'), (3, 'cy')) AS c(id, name) ORDER BY c.id

-- case: lateral_cross_join
SELECT n.a, l.dbl, l.word FROM (VALUES 1, 2, 3) AS n(a) CROSS JOIN LATERAL (SELECT n.a * 2 AS dbl, CASE WHEN n.a % 2 = 0 THEN 'even' ELSE 'odd' END AS word) AS l ORDER BY n.a

-- case: join
SELECT coalesce(l.k, r.k) AS k, l.v AS lv, r.v AS rv FROM (VALUES (1, 'a'), (2, 'b')) AS l(k, v) FULL OUTER JOIN (VALUES (2, 'B'), (3, 'C')) AS r(k, v) ON l.k = r.k ORDER BY 1

-- case: join_using
SELECT k, a, b FROM (VALUES (1, 'one'), (2, 'two'), (4, 'four')) AS x(k, a) LEFT JOIN (VALUES (1, 1.0), (4, 4.4)) AS y(k, b) USING (k) ORDER BY k

-- case: ordinality_cross_join
SELECT numbers, animals, n, a, ord FROM (VALUES (ARRAY[2, 5], ARRAY['dog', 'cat', 'bird']), (ARRAY[7, 8, 9], ARRAY['cow', 'pig'])) AS x(numbers, animals) CROSS JOIN UNNEST(numbers, animals) WITH ORDINALITY AS t(n, a, ord) ORDER BY numbers, ord

-- case: plain_thrice
SELECT animal, qty FROM UNNEST(MAP(ARRAY['dog', 'cat', 'bird'], ARRAY[1, 2, 0])) AS t(animal, qty) ORDER BY animal

-- case: plain_once_more
SELECT id, e FROM (VALUES (1, ARRAY['x', 'y']), (2, ARRAY[]), (3, NULL)) AS t(id, arr) LEFT JOIN UNNEST(arr) AS u(e) ON true ORDER BY id, e

-- case: sequence_sales_format_datetime
WITH days AS (SELECT d FROM UNNEST(sequence(DATE '2024-02-27', DATE '2024-03-02', INTERVAL '1' DAY)) AS t(d)), sales(d, amt) AS (VALUES (DATE '2024-02-28', 10), (DATE '2024-03-01', 30), (DATE '2024-03-01', 5)) SELECT days.d, coalesce(sum(s.amt), 0) AS amt, format_datetime(days.d, 'EEE') AS dow FROM days LEFT JOIN sales s ON s.d = days.d GROUP BY days.d ORDER BY days.d

-- case: date_trunc_day_of_week
SELECT date_trunc('month', d) AS m, count(*) AS n, min(d) AS first_d, max(day_of_week(d)) AS max_dow FROM (VALUES DATE '2023-12-31', DATE '2024-01-01', DATE '2024-01-15', DATE '2024-02-29') AS t(d) GROUP BY date_trunc('month', d) ORDER BY m

-- case: year_quarter_day_of_year
SELECT year(d) AS y, quarter(d) AS q, week(d) AS w, year_of_week(d) AS yow, day_of_year(d) AS doy, last_day_of_month(d) AS eom FROM (VALUES DATE '2020-02-10', DATE '2021-01-03', DATE '2024-12-30') AS t(d) ORDER BY d

-- case: date_diff
SELECT date_diff('day', DATE '2020-03-01', DATE '2020-03-02') AS d, date_diff('month', DATE '2024-01-31', DATE '2024-02-29') AS m, date_diff('second', TIMESTAMP '2020-06-01 00:00:00', TIMESTAMP '2020-06-02 00:00:01') AS s, date_diff('week', DATE '2024-01-01', DATE '2023-12-01') AS w

-- case: date_add_interval
SELECT date_add('month', 1, DATE '2024-01-31') AS a, date_add('hour', -5, TIMESTAMP '2024-03-01 03:30:00.000') AS b, DATE '2024-02-29' + INTERVAL '1' YEAR AS c, TIMESTAMP '2024-01-01 00:00:00' - INTERVAL '90' MINUTE AS d

-- case: date_format_date_parse
SELECT date_format(TIMESTAMP '2022-10-20 05:10:00', '%m-%d-%Y %H') AS a, date_format(TIMESTAMP '2001-08-22 03:04:05.321', '%W %M %e %y %T %p %f') AS b, date_parse('2022/10/20/05', '%Y/%m/%d/%H') AS c

-- case: at_timezone_with_timezone_at_time_zone
SELECT TIMESTAMP '2012-10-31 01:00 UTC' AT TIME ZONE 'America/Los_Angeles' AS la, at_timezone(TIMESTAMP '2024-07-01 12:00:00 Europe/Paris', 'Asia/Tokyo') AS tokyo, with_timezone(TIMESTAMP '2021-08-01 09:10:00', 'America/New_York') AS ny

-- case: to_unixtime_from_unixtime_nanos_at_time_zone
SELECT from_unixtime(1700000000, 'UTC') AS t, to_unixtime(TIMESTAMP '2024-01-01 00:00:00 UTC') AS u, from_unixtime(0, 'Asia/Kolkata') AS k, from_unixtime_nanos(1234567890123456789) AT TIME ZONE 'UTC' AS n

-- case: to_iso8601_from_iso8601_date_from_iso8601_timestamp
SELECT to_iso8601(DATE '2024-02-29') AS d, from_iso8601_date('2024-W09-4') AS w, from_iso8601_timestamp('2020-05-11T11:15:05+02:00') AS t, to_iso8601(TIMESTAMP '2024-01-02 03:04:05.678') AS i

-- case: parse_duration_human_readable_seconds_to_milliseconds
SELECT parse_duration('42.8ms') AS a, parse_duration('3.81 d') AS b, parse_duration('5m') AS c, human_readable_seconds(96) AS h1, human_readable_seconds(56363463) AS h2, to_milliseconds(INTERVAL '1' HOUR) AS ms

-- case: extract_millisecond_date_trunc
SELECT extract(YEAR FROM ts) AS y, extract(DOW FROM ts) AS dow, extract(HOUR FROM ts) AS h, millisecond(ts) AS ms, date_trunc('hour', ts) AS th, date_trunc('week', ts) AS tw, CAST(ts AS date) AS d FROM (VALUES TIMESTAMP '2001-08-22 03:04:05.321') AS t(ts)

-- case: interval
SELECT TIMESTAMP '2024-03-05 10:00:00' - TIMESTAMP '2024-03-01 08:30:00' AS gap, INTERVAL '2' DAY * 3 AS six, INTERVAL '3' YEAR + INTERVAL '5' MONTH AS ym, DATE '2024-03-05' - DATE '2024-02-27' AS dd

-- case: format_datetime_parse_datetime_at_time_zone
SELECT format_datetime(TIMESTAMP '2024-07-04 17:08:09', 'yyyy-MM-dd hh:mm a') AS f, parse_datetime('1960/01/22 3:04', 'YYYY/MM/dd H:mm') AT TIME ZONE 'UTC' IS NOT NULL AS p, TIME '01:02:03.456' + INTERVAL '1' HOUR AS t

-- case: any_match_length_none_match
SELECT filter(ARRAY[5, -6, NULL, 7], x -> x > 0) AS f, transform(ARRAY[5, NULL, 6], x -> coalesce(x, 0) + 1) AS t, any_match(ARRAY['a', 'bb'], s -> length(s) > 1) AS am, none_match(ARRAY[1, 3], n -> n % 2 = 0) AS nm

-- case: reduce
SELECT reduce(ARRAY[5, 20, NULL, 50], 0, (s, x) -> s + coalesce(x, 0), s -> s) AS total, reduce(ARRAY[5, 6, 10, 20], CAST(ROW(0.0, 0) AS ROW(sum DOUBLE, count INTEGER)), (s, x) -> CAST(ROW(x + s.sum, s.count + 1) AS ROW(sum DOUBLE, count INTEGER)), s -> IF(s.count = 0, NULL, s.sum / s.count)) AS mean

-- case: zip_with_zip_concat
SELECT zip_with(ARRAY[1, 3, 5], ARRAY['a', 'b', 'c'], (x, y) -> (y, x)) AS zw, zip(ARRAY[1, 2], ARRAY['1b', NULL, '3b']) AS z, zip_with(ARRAY['a', 'b', 'c'], ARRAY['d', 'e', 'f'], (x, y) -> concat(x, y)) AS c

-- case: map_filter_transform_keys_transform_values
SELECT map_filter(MAP(ARRAY['k1', 'k2', 'k3'], ARRAY[20, 3, 15]), (k, v) -> v > 10) AS mf, transform_keys(MAP(ARRAY['a'], ARRAY[1]), (k, v) -> k || CAST(v AS varchar)) AS tk, transform_values(MAP(ARRAY[1], ARRAY['one']), (k, v) -> upper(v)) AS tv

-- case: map_zip_with_map_concat_map_from_entries
SELECT map_zip_with(MAP(ARRAY['k1'], ARRAY[3]), MAP(ARRAY['k1'], ARRAY[20]), (k, v1, v2) -> (k, v1 + v2)) AS mz, element_at(map_concat(MAP(ARRAY['a', 'b'], ARRAY[1, 2]), MAP(ARRAY['b'], ARRAY[9])), 'b') AS mc, map_from_entries(ARRAY[(1, 'x')]) AS me

-- case: array_distinct_array_position_array_remove
SELECT array_sort(ARRAY[3, 2, 5, 1, 2], (x, y) -> IF(x < y, 1, IF(x = y, 0, -1))) AS s, array_distinct(ARRAY[1, 1, NULL, 2, NULL]) AS d, array_position(ARRAY['a', 'b', 'c'], 'c') AS p, array_remove(ARRAY[1, 2, 1], 1) AS r, array_join(ARRAY[1, NULL, 3], '-', '?') AS j

-- case: ngrams_flatten_trim_array
SELECT combinations(ARRAY['foo', 'bar', 'baz'], 2) AS c, ngrams(ARRAY['a', 'b', 'c', 'd'], 3) AS n, flatten(ARRAY[ARRAY[1, 2], ARRAY[3, 4]]) AS f, slice(ARRAY[10, 20, 30, 40], -3, 2) AS s, trim_array(ARRAY[1, 2, 3, 4], 2) AS t

-- case: array_intersect_array_except_array_max
SELECT arrays_overlap(ARRAY[1, 2], ARRAY[2, 3]) AS o, array_intersect(ARRAY[1, 2, 3], ARRAY[3, 2, 8]) AS i, array_except(ARRAY[1, 2, 2, 4], ARRAY[4]) AS e, contains_sequence(ARRAY[1, 2, 3, 4], ARRAY[2, 3]) AS cs, array_max(ARRAY[3, 9, 1]) AS mx, repeat('ab', 3) AS rp, ARRAY[1] || 2 || ARRAY[3] AS cat

-- case: cardinality_element_at_shuffle
SELECT sequence(1, 10, 4) AS a, sequence(5, 1, -2) AS b, cardinality(sequence(DATE '2024-01-31', DATE '2024-06-30', INTERVAL '1' MONTH)) AS n, element_at(ARRAY['x', 'y', 'z'], -1) AS last, shuffle(ARRAY[7]) AS one

-- case: split_part_split_to_map_strpos
SELECT split(s, ',') AS parts, split_part(s, ',', 2) AS second, split_to_map('k1=v1;k2=v2', ';', '=')['k2'] AS kv, strpos(s, 'b', 1) AS pos FROM (VALUES 'a,b,,c') AS t(s)

-- case: regexp_extract_all_regexp_count_regexp_position
SELECT regexp_extract('1a 2b 14m', '(\d+)([a-z]+)', 2) AS e, regexp_extract_all('1a 2b 14m', '(\d+)([a-z]+)', 1) AS ea, regexp_replace('new york', '(\w)(\w*)', x -> upper(x[1]) || lower(x[2])) AS cap, regexp_replace('1a 2b 14m', '(\d+)([ab]) ', '3c$2 ') AS rr, regexp_count('1a 2b 14m', '\s*[a-z]+\s*') AS rc, regexp_position('9102, say good bye', '\s*[a-z]+\b') AS rp

-- case: rpad_reverse_translate
SELECT lpad('7', 3, '0') AS l, rpad('ab', 5, 'xy') AS r, reverse('Trino') AS rv, translate('palhoça', 'ç', 'c') AS tr, replace('a-b-c', '-') AS rep, substr('athena', -3) AS ss, upper('straße') AS up, length('naïve') AS ln

-- case: concat_ws_codepoint_chr
SELECT levenshtein_distance('kitten', 'sitting') AS lv, hamming_distance('karolin', 'kathrin') AS hd, soundex('Robert') AS sx, luhn_check('79927398713') AS lc, concat_ws('/', 'a', NULL, 'c') AS cw, starts_with('athena', 'ath') AS sw, codepoint('A') AS cp, chr(97) AS ch

-- case: trim_position_format
SELECT trim(BOTH '$' FROM '$var$') AS b, trim(TRAILING 'ER' FROM upper('worker')) AS t, position('n' IN 'instance') AS p, 'a_c' LIKE 'a\_c' ESCAPE '\' AS lk, format('%s has %,d items at %.2f', 'cart', 12345, 9.5e0) AS f

-- case: url_extract_port_url_extract_parameter_url_encode
SELECT url_extract_host('https://www.example.com:8080/a/b?q=1&lang=en#frag') AS h, url_extract_port('https://www.example.com:8080/a') AS p, url_extract_parameter('http://x.io/?q=1&lang=en', 'lang') AS l, url_encode('a b&c') AS e, url_decode('a%20b%26c') AS d

-- case: from_utf8_from_base64_crc32
SELECT to_hex(md5(to_utf8('athena'))) AS m, to_base64(to_utf8('hello')) AS b, from_utf8(from_base64('aGVsbG8=')) AS f, crc32(to_utf8('abc')) AS c, to_hex(sha256(to_utf8(''))) AS s

-- case: bitwise_and_bitwise_left_shift_bit_count
SELECT from_base('ff', 16) AS a, to_base(255, 2) AS b, bitwise_and(19, 25) AS ba, bitwise_xor(19, 25) AS bx, bitwise_left_shift(1, 2) AS sl, bit_count(9, 64) AS bc, width_bucket(5.35e0, 0.24e0, 10.06e0, 5) AS wb, mod(-7, 3) AS md, sign(-2.5) AS sg

-- case: ceiling_cbrt_log
SELECT round(2.5) AS a, round(-2.5e0) AS b, round(123.456, -1) AS c, truncate(-12.345, 2) AS d, ceiling(-1.2) AS e, floor(-1.2e0) AS f, power(2, 10) AS g, cbrt(27) AS h, log(2, 8) AS i

-- case: typeof
SELECT 10.0 / 3 AS a, 7 / 2 AS b, -7 / 2 AS c, 7 / 2e0 AS d, DECIMAL '1.10' * DECIMAL '2.25' AS e, 5 % 3.5 AS f, typeof(DECIMAL '12.34' / 3) AS g, typeof(1 + 2.5) AS h

-- case: try_greatest_least
SELECT try(1 / 0) AS a, try_cast('12x' AS integer) AS b, nullif(3, 3) AS c, coalesce(NULL, NULL, 'z') AS d, NULL IS DISTINCT FROM NULL AS e, 1 IS NOT DISTINCT FROM NULL AS f, greatest(1, 7, 3) AS g, least('b', 'a') AS h, if(NULL, 1, 2) AS i

-- case: typeof_interval
SELECT typeof(ARRAY[1, 2.5]) AS a, typeof(MAP(ARRAY['k'], ARRAY[ROW(1, true)])) AS b, typeof(TIMESTAMP '2024-01-01 00:00:00.123456') AS c, typeof('cat') AS d, typeof(NULL) AS e, typeof(INTERVAL '1' DAY) AS f, typeof(1e0) AS g

-- case: json_value_json_query_json_exists
SELECT json_value('{"comment": "nice", "n": 42}', 'lax $.n' RETURNING integer) AS n, json_query('{"a": [1, 2, 3]}', 'lax $.a[*]' WITH ARRAY WRAPPER) AS q, json_exists('{"a": {"b": null}}', 'strict $.a.b') AS e, json_value('{"x": 1}', 'lax $.missing' DEFAULT 'none' ON EMPTY) AS d

-- case: json_array_length_json_size_json_parse
SELECT json_extract_scalar(j, '$.store.book[0].title') AS title, json_extract(j, '$.store.book[1]') AS second, json_array_length(json_extract(j, '$.store.book')) AS n, json_size(j, '$.store') AS sz FROM (VALUES json_parse('{"store": {"book": [{"title": "Sayings", "price": 8.95}, {"title": "Sword", "price": 12.99}], "open": true}}')) AS t(j)

-- case: json_object_json_array
SELECT json_object('key1' VALUE 1, 'key2' : true, KEY 'key3' VALUE NULL NULL ON NULL) AS o, json_object('a' : NULL ABSENT ON NULL) AS ab, json_array(1, 'x', NULL, true ABSENT ON NULL) AS a

-- case: json_extract_scalar_json_extract_cross_join
WITH dataset AS (SELECT '{"name": "Bob Smith", "org": "engineering", "projects": [{"name": "project1", "completed": false}, {"name": "project2", "completed": true}]}' AS blob) SELECT json_extract_scalar(blob, '$.name') AS name, json_extract_scalar(p, '$.name') AS project, CAST(json_extract(p, '$.completed') AS boolean) AS done FROM dataset CROSS JOIN UNNEST(CAST(json_extract(blob, '$.projects') AS array(json))) AS t(p) ORDER BY project

-- case: json_format
SELECT CAST(JSON '{"v1": 123, "v2": "abc", "v3": true}' AS ROW(v1 BIGINT, v2 VARCHAR, v3 BOOLEAN)) AS r, CAST(JSON '[1, 23, 456]' AS ARRAY(INTEGER)) AS a, json_format(CAST(MAP(ARRAY['b', 'a'], ARRAY[2, 1]) AS JSON)) AS m, json_format(CAST(CAST(ROW(1, 'x') AS ROW(id integer, nm varchar)) AS JSON)) AS ro

-- case: json_parse_cardinality_json_extract
SELECT user_id, CAST(json_parse(props) AS map(varchar, varchar))['plan'] AS plan, cardinality(CAST(json_extract(props, '$.tags') AS array(varchar))) AS ntags FROM (VALUES (1, '{"plan": "pro", "seats": 4}'), (2, '{"plan": "free", "tags": null}')) AS t(user_id, props) ORDER BY user_id

-- case: json_array_contains_json_array_get_is_json_scalar
SELECT json_array_contains('[1, 2, 3]', 2) AS c, json_array_get('[10, 20, 30]', -1) AS g, is_json_scalar('[1]') AS s, json_format(JSON '{"b": 1,   "a": [1.50, null]}') AS f, JSON '{"a":1,"b":2}' = JSON '{"b":2,"a":1}' AS eq

-- case: sales_filter
WITH sales(yr, qtr, amt) AS (VALUES (2023, 1, 10), (2023, 2, 15), (2023, 4, 20), (2024, 1, 12), (2024, 1, 3)) SELECT yr, sum(CASE WHEN qtr = 1 THEN amt END) AS q1, sum(CASE WHEN qtr = 2 THEN amt END) AS q2, sum(amt) FILTER (WHERE qtr = 3) AS q3, sum(if(qtr = 4, amt, 0)) AS q4 FROM sales GROUP BY yr ORDER BY yr

-- case: signup_act_date_format
WITH signup(u, d) AS (VALUES (1, DATE '2024-01-05'), (2, DATE '2024-01-20'), (3, DATE '2024-02-02')), act(u, d) AS (VALUES (1, DATE '2024-01-09'), (1, DATE '2024-02-11'), (2, DATE '2024-03-01'), (3, DATE '2024-02-03')) SELECT date_format(s.d, '%Y-%m') AS cohort, date_diff('month', date_trunc('month', s.d), date_trunc('month', a.d)) AS m, count(DISTINCT a.u) AS users FROM signup s JOIN act a ON a.u = s.u GROUP BY 1, 2 ORDER BY 1, 2

-- case: logins_date_add_row_number
WITH logins(u, d) AS (VALUES ('a', DATE '2024-01-01'), ('a', DATE '2024-01-02'), ('a', DATE '2024-01-03'), ('a', DATE '2024-01-07'), ('b', DATE '2024-01-02'), ('b', DATE '2024-01-04')), grp AS (SELECT u, d, date_add('day', -row_number() OVER (PARTITION BY u ORDER BY d), d) AS g FROM logins) SELECT u, min(d) AS streak_start, count(*) AS days FROM grp GROUP BY u, g ORDER BY u, streak_start

-- case: avg_logs_having
SELECT status, count(*) AS n, avg(ms) AS avg_ms, array_agg(DISTINCT path ORDER BY path) AS paths FROM (VALUES (200, 12, '/a'), (200, 20, '/b'), (404, 3, '/x'), (500, 250, '/a'), (200, 13, '/a')) AS logs(status, ms, path) GROUP BY status HAVING count(*) >= 1 AND max(ms) > 5 ORDER BY n DESC, status

-- case: split_lower_having
SELECT word, count(*) AS c FROM UNNEST(split(lower('The quick fox jumps over the lazy dog the fox'), ' ')) AS t(word) GROUP BY word HAVING count(*) > 1 ORDER BY c DESC, word

-- case: between
SELECT bucket, count(*) AS n, min(v) AS lo, max(v) AS hi FROM (SELECT v, CASE WHEN v < 10 THEN 'small' WHEN v BETWEEN 10 AND 99 THEN 'medium' ELSE 'large' END AS bucket FROM (VALUES 3, 10, 99, 100, 7, 55) AS t(v)) GROUP BY bucket ORDER BY lo

-- case: contains_mod_table
SELECT contains('10.0.0.0/8', IPADDRESS '10.255.1.2') AS c, CAST(IPADDRESS '2001:db8::1' AS varchar) AS v6, n, mod(n, 3) = 0 AS fizz FROM TABLE(sequence(start => 1, stop => 9, step => 4)) AS t(n) ORDER BY n

-- case: plain_further
SELECT DISTINCT r.x AS x, r.y AS y FROM (SELECT CAST(ROW(a, b) AS ROW(x integer, y varchar)) AS r FROM (VALUES (1, 'p'), (1, 'p'), (2, 'q')) AS t(a, b)) ORDER BY x, y

-- case: plain_6
SELECT t.n, t.r.id, t.r.tags[1] AS tag, (1, 'a') = (1, 'a') AS same, (1, 2) < (1, 3) AS lt FROM (VALUES (1, CAST(ROW(7, ARRAY['hot', 'new']) AS ROW(id bigint, tags array(varchar))))) AS t(n, r)

-- case: nth_value_between
SELECT team, pts, nth_value(name, 2) OVER (PARTITION BY team ORDER BY pts DESC, name ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS runner_up, name FROM (VALUES ('red', 'al', 9), ('red', 'bo', 12), ('red', 'cy', 9), ('blue', 'di', 4)) AS p(team, name, pts) ORDER BY team, pts DESC, name

-- case: readings_sequence_cross_join
WITH readings(sensor, hr, temp) AS (VALUES ('s1', 1, DECIMAL '20.5'), ('s1', 2, DECIMAL '21.0'), ('s1', 4, DECIMAL '19.8'), ('s2', 2, DECIMAL '30.1')) SELECT s.sensor, h.hr, r.temp, coalesce(CAST(r.temp AS varchar), 'n/a') AS label FROM (SELECT DISTINCT sensor FROM readings) s CROSS JOIN UNNEST(sequence(1, 4)) AS h(hr) LEFT JOIN readings r ON r.sensor = s.sensor AND r.hr = h.hr ORDER BY s.sensor, h.hr

-- case: baskets_combinations_array_sort
WITH baskets(id, items) AS (VALUES (1, ARRAY['milk', 'bread', 'eggs']), (2, ARRAY['bread', 'milk']), (3, ARRAY['eggs', 'milk'])) SELECT pair[1] AS a, pair[2] AS b, count(*) AS together, array_agg(id ORDER BY id) AS ids FROM baskets CROSS JOIN UNNEST(combinations(array_sort(items), 2)) AS t(pair) GROUP BY pair[1], pair[2] HAVING count(*) > 1 ORDER BY a, b

-- case: orders
-- fails: expression not aggregate
SELECT customer, clerk, sum(amount) AS total FROM (VALUES ('x', 'c1', 5), ('y', 'c1', 6)) AS orders(customer, clerk, amount) GROUP BY clerk

-- case: plain_7
-- fails: type mismatch
SELECT DATE '2024-01-01' = '2024-01-01' AS same

-- case: plain_8
-- fails: column not found
SELECT id, nme FROM (VALUES (1, 'a'), (2, 'b')) AS t(id, name) ORDER BY id

-- case: plain_9
-- fails: expression not scalar
SELECT k FROM (VALUES ('a', 1), ('b', 2)) AS t(k, v) WHERE sum(v) > 1 GROUP BY k

-- case: union_thrice
-- fails: type mismatch
SELECT 1 AS a, 'x' AS b UNION ALL SELECT 2

-- case: plain_10
-- fails: type mismatch
SELECT 'abc' + 1 AS bad

-- case: plain_11
-- fails: invalid function argument
SELECT ARRAY[10, 20, 30][4] AS item

-- case: plain_12
-- fails: invalid cast argument
SELECT id, CAST(v AS integer) AS v FROM (VALUES (1, '10'), (2, 'ten')) AS t(id, v) ORDER BY id

-- case: cur_date_format
WITH cur(bill_payer_account_id, line_item_line_item_type, product_product_name, bill_billing_entity, reservation_reservation_a_r_n, line_item_usage_start_date, line_item_unblended_cost, savings_plan_effective_cost, sp_total_commitment, sp_used_commitment, reservation_effective_cost, ri_unused_upfront, ri_unused_recurring) AS (VALUES ('111122223333', 'Usage', 'Amazon EC2', 'AWS', '', TIMESTAMP '2024-03-01 00:00:00', 12.5000, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0), ('111122223333', 'SavingsPlanCoveredUsage', 'AWS Lambda', 'AWS', '', TIMESTAMP '2024-03-01 05:00:00', 9.2500, 6.1300, 0.0, 0.0, 0.0, 0.0, 0.0), ('111122223333', 'SavingsPlanRecurringFee', 'Savings Plans', 'AWS', '', TIMESTAMP '2024-03-02 00:00:00', 10.0000, 0.0, 10.0, 6.13, 0.0, 0.0, 0.0), ('111122223333', 'SavingsPlanNegation', 'AWS Lambda', 'AWS', '', TIMESTAMP '2024-03-01 05:00:00', -9.2500, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0), ('111122223333', 'DiscountedUsage', 'Amazon RDS', 'AWS', 'arn:aws:rds:us-east-1:1:ri/abc', TIMESTAMP '2024-03-05 00:00:00', 0.0000, 0.0, 0.0, 0.0, 3.3300, 0.0, 0.0), ('111122223333', 'RIFee', 'Amazon RDS', 'AWS', 'arn:aws:rds:us-east-1:1:ri/abc', TIMESTAMP '2024-03-01 00:00:00', 4.0000, 0.0, 0.0, 0.0, 0.0, 1.1, 0.57), ('111122223333', 'Fee', 'AWS Premium Support', 'AWS', '', TIMESTAMP '2024-03-01 00:00:00', 29.0000, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0), ('111122223333', 'Fee', 'Datadog Pro', 'AWS Marketplace', '', TIMESTAMP '2024-03-01 00:00:00', 15.0000, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)) SELECT bill_payer_account_id, CASE WHEN (line_item_line_item_type = 'Fee' AND product_product_name = 'AWS Premium Support') THEN 'Support fee' WHEN (line_item_line_item_type = 'Fee' AND bill_billing_entity <> 'AWS') THEN 'Marketplace fee' WHEN (line_item_line_item_type = 'DiscountedUsage') THEN 'Reservation applied usage' ELSE line_item_line_item_type END AS charge_type, date_format(line_item_usage_start_date, '%Y-%m') AS month_line_item_usage_start_date, round(sum(CASE WHEN line_item_line_item_type = 'SavingsPlanCoveredUsage' THEN savings_plan_effective_cost WHEN line_item_line_item_type = 'SavingsPlanRecurringFee' THEN sp_total_commitment - sp_used_commitment WHEN line_item_line_item_type IN ('SavingsPlanNegation', 'SavingsPlanUpfrontFee') THEN 0 WHEN line_item_line_item_type = 'DiscountedUsage' THEN reservation_effective_cost WHEN line_item_line_item_type = 'RIFee' THEN ri_unused_upfront + ri_unused_recurring WHEN line_item_line_item_type = 'Fee' AND reservation_reservation_a_r_n <> '' THEN 0 ELSE line_item_unblended_cost END), 2) AS sum_amortized_cost FROM cur GROUP BY 1, 2, 3 ORDER BY sum_amortized_cost DESC, charge_type

-- case: cur_split_part_like
WITH cur(account_id, resource_id, item_type, product_family, usage_amount, blended_cost) AS (VALUES ('1111', 'arn:aws:dynamodb:us-east-1:1111:table/orders', 'Usage', 'Amazon DynamoDB PayPerRequest', '1500.5', '0.37512500'), ('1111', 'arn:aws:dynamodb:us-east-1:1111:table/orders', 'Usage', 'Database Storage', '12.25', '3.06250000'), ('1111', 'arn:aws:dynamodb:us-east-1:1111:table/carts', 'DiscountedUsage', 'Provisioned IOPS', '744', '0.00000000'), ('2222', 'arn:aws:dynamodb:eu-west-1:2222:table/orders', 'Usage', 'Data Transfer', '3.75', '0.33750000'), ('2222', '', 'RIFee', 'Provisioned IOPS', '744', '18.60000000')) SELECT account_id, SPLIT_PART(resource_id, 'table/', 2) AS table_name, CASE WHEN item_type LIKE '%Fee' THEN 'DynamoDB Reserved Capacity' WHEN item_type = 'DiscountedUsage' THEN 'DynamoDB Reserved Capacity' ELSE 'DynamoDB Usage' END AS purchase_option, CASE WHEN product_family = 'Data Transfer' THEN 'DynamoDB Data Transfer' WHEN product_family LIKE '%Storage' THEN 'DynamoDB Storage' ELSE 'DynamoDB Usage' END AS usage_type, SUM(CAST(usage_amount AS double)) AS sum_usage_amount, SUM(CAST(blended_cost AS decimal(16,8))) AS sum_cost FROM cur GROUP BY account_id, SPLIT_PART(resource_id, 'table/', 2), item_type, product_family ORDER BY sum_cost DESC, account_id, table_name, usage_type

-- case: cur_date_trunc_date_format
WITH cur(product_code, usage_date, cost) AS (VALUES ('AmazonEC2', DATE '2024-01-15', 120.40), ('AmazonEC2', DATE '2024-02-10', 150.10), ('AmazonEC2', DATE '2024-03-04', 133.33), ('AmazonS3', DATE '2024-01-20', 20.00), ('AmazonS3', DATE '2024-03-20', 31.75), ('AWSLambda', DATE '2024-02-01', 0.12)), monthly AS (SELECT product_code, date_trunc('month', usage_date) AS bill_month, sum(cost) AS cost FROM cur GROUP BY 1, 2) SELECT product_code, date_format(bill_month, '%b %Y') AS month_label, cost, lag(cost) OVER (PARTITION BY product_code ORDER BY bill_month) AS prev_cost, cost - lag(cost) OVER (PARTITION BY product_code ORDER BY bill_month) AS delta, round(100.0 * (CAST(cost AS double) / CAST(lag(cost) OVER (PARTITION BY product_code ORDER BY bill_month) AS double) - 1), 1) AS pct_change FROM monthly ORDER BY product_code, bill_month

-- case: regexp_extract_nullif_trim
WITH cur(product_instance_type, product_vcpu, product_memory, usage_hours) AS (VALUES ('m5.large', '2', '8 GiB', 744.0), ('m5.2xlarge', '8', '32 GiB', 100.5), ('c6g.medium', '1', '2 GiB', 20.0), ('r5d.4xlarge', '16', '128 GiB', 3.25), ('t3.nano', '2', '0.5 GiB', 744.0), ('', '', 'NA', 10.0)) SELECT coalesce(regexp_extract(product_instance_type, '([a-z][1-9].{0,1})\.', 1), 'n/a') AS instance_family, sum(usage_hours) AS hours, sum(CAST(NULLIF(TRIM(product_vcpu), '') AS decimal(10,0)) * usage_hours) AS vcpu_hours, sum(CAST(NULLIF(regexp_extract(product_memory, '([\.|0-9]{1,6}) GiB', 1), '') AS decimal(10,2)) * usage_hours) AS gib_hours FROM cur GROUP BY 1 ORDER BY vcpu_hours DESC NULLS LAST, instance_family

-- case: cur_nullif_element_at
WITH cur(resource_id, tags, cost) AS (VALUES ('i-01', MAP(ARRAY['user_team', 'user_env'], ARRAY['data', 'prod']), 10.50), ('i-02', MAP(ARRAY['user_env'], ARRAY['dev']), 4.25), ('vol-1', MAP(ARRAY['user_team'], ARRAY['']), 1.00), ('db-1', MAP(ARRAY['user_team', 'user_env'], ARRAY['web', 'prod']), 22.00), ('i-03', MAP(ARRAY['user_team', 'user_env'], ARRAY['data', 'dev']), 3.30)) SELECT coalesce(nullif(element_at(tags, 'user_team'), ''), 'untagged') AS team, count(*) AS resources, sum(cost) AS cost, round(100.0 * CAST(sum(cost) AS double) / CAST(sum(sum(cost)) OVER () AS double), 2) AS pct_of_total FROM cur GROUP BY 1 ORDER BY 3 DESC, 1

-- case: usage_having_filter
WITH usage(family, item_type, hours) AS (VALUES ('m5', 'Usage', 300), ('m5', 'DiscountedUsage', 700), ('m5', 'SavingsPlanCoveredUsage', 500), ('c5', 'Usage', 120), ('r6g', 'DiscountedUsage', 744), ('t3', 'SavingsPlanCoveredUsage', 10), ('t3', 'Usage', 20)) SELECT family, sum(hours) AS total_hours, coalesce(sum(hours) FILTER (WHERE item_type = 'DiscountedUsage'), 0) AS ri_hours, coalesce(sum(hours) FILTER (WHERE item_type = 'SavingsPlanCoveredUsage'), 0) AS sp_hours, coalesce(sum(hours) FILTER (WHERE item_type = 'Usage'), 0) AS od_hours, CAST(100 * coalesce(sum(hours) FILTER (WHERE item_type <> 'Usage'), 0) / sum(hours) AS varchar) || '%' AS coverage FROM usage GROUP BY family HAVING sum(hours) >= 30 ORDER BY total_hours DESC, family

-- case: max_by_rank_array_join
WITH cur(bucket, operation, cost) AS (VALUES ('logs-raw', 'PutObject', 14.20), ('logs-raw', 'StandardStorage', 90.10), ('lake-gold', 'GetObject', 7.70), ('lake-gold', 'StandardStorage', 41.00), ('tmp', 'ListBucket', 0.30), ('athena-results', 'StandardStorage', 2.15), ('backup', 'GlacierStorage', 18.90)), by_bucket AS (SELECT bucket, sum(cost) AS cost, max_by(operation, cost) AS main_operation FROM cur GROUP BY bucket), ranked AS (SELECT *, rank() OVER (ORDER BY cost DESC) AS rnk FROM by_bucket) SELECT if(rnk <= 3, bucket, 'Others') AS bucket, sum(cost) AS cost, array_join(array_agg(main_operation ORDER BY cost DESC, bucket), ' / ') AS operations FROM ranked GROUP BY 1 ORDER BY min(rnk)

-- case: regexp_like_split_part_like
WITH cur(line_item_usage_type, usage_gb, cost) AS (VALUES ('USE1-DataTransfer-Out-Bytes', 120.5, 10.85), ('USE1-USW2-AWS-Out-Bytes', 33.0, 0.66), ('USE1-DataTransfer-Regional-Bytes', 900.0, 9.00), ('USE1-CloudFront-Out-Bytes', 40.0, 0.00), ('USE1-NatGateway-Bytes', 75.25, 3.39), ('USE1-BoxUsage:m5.large', 744.0, 71.42), ('EUW1-DataTransfer-In-Bytes', 12.0, 0.0)) SELECT CASE WHEN line_item_usage_type LIKE '%DataTransfer-In-%' THEN 'Inbound' WHEN line_item_usage_type LIKE '%CloudFront-Out%' THEN 'To CloudFront' WHEN regexp_like(line_item_usage_type, '^[A-Z0-9]+-[A-Z]{3}[0-9]-AWS-Out') THEN 'Inter-region' WHEN line_item_usage_type LIKE '%Regional%' THEN 'Inter-AZ' WHEN line_item_usage_type LIKE '%NatGateway%' THEN 'NAT' ELSE 'Internet egress' END AS transfer_kind, split_part(line_item_usage_type, '-', 1) AS region_prefix, sum(usage_gb) AS gb, sum(cost) AS cost, CASE WHEN sum(usage_gb) = 0 THEN NULL ELSE CAST(sum(cost) AS double) / CAST(sum(usage_gb) AS double) END > 0.02 AS expensive FROM cur WHERE line_item_usage_type LIKE '%Bytes' GROUP BY 1, 2 ORDER BY cost DESC, gb DESC

-- case: daily_stddev_pop_abs
WITH daily(d, cost) AS (VALUES (DATE '2024-05-01', 100.00), (DATE '2024-05-02', 104.00), (DATE '2024-05-03', 98.00), (DATE '2024-05-04', 101.00), (DATE '2024-05-05', 99.00), (DATE '2024-05-06', 187.50), (DATE '2024-05-07', 103.00), (DATE '2024-05-08', 20.00)), stats AS (SELECT d, CAST(cost AS double) AS cost, avg(CAST(cost AS double)) OVER w AS avg_prev, stddev_pop(CAST(cost AS double)) OVER w AS sd_prev, count(*) OVER w AS n FROM daily WINDOW w AS (ORDER BY d ROWS BETWEEN 5 PRECEDING AND 1 PRECEDING)) SELECT d, cost, round(avg_prev, 2) AS baseline, round((cost - avg_prev) / nullif(sd_prev, 0), 1) AS zscore, CASE WHEN n < 3 THEN 'warming up' WHEN abs(cost - avg_prev) > 3 * sd_prev THEN 'ANOMALY' ELSE 'ok' END AS verdict FROM stats ORDER BY d

-- case: cur_grouping_rollup
WITH cur(account, service, cost) AS (VALUES ('prod', 'EC2', 500.00), ('prod', 'RDS', 300.00), ('dev', 'EC2', 50.00), ('dev', 'S3', 5.50), ('sandbox', 'EC2', 1.25)) SELECT CASE WHEN grouping(account) = 1 THEN 'ALL' ELSE account END AS account, CASE WHEN grouping(service) = 1 THEN 'ALL' ELSE service END AS service, sum(cost) AS cost, grouping(account, service) AS lvl FROM cur GROUP BY ROLLUP (account, service) ORDER BY lvl DESC, account, service

-- case: trail_count_if_from_iso8601_timestamp
WITH trail(eventtime, eventname, useridentity, responseelements, additionaleventdata, sourceipaddress) AS (VALUES ('2024-04-01T08:00:00Z', 'ConsoleLogin', '{"type":"IAMUser","userName":"alice"}', '{"ConsoleLogin":"Success"}', '{"MFAUsed":"Yes"}', '203.0.113.5'), ('2024-04-01T08:05:00Z', 'ConsoleLogin', '{"type":"IAMUser","userName":"bob"}', '{"ConsoleLogin":"Failure"}', '{"MFAUsed":"No"}', '198.51.100.7'), ('2024-04-01T08:06:30Z', 'ConsoleLogin', '{"type":"IAMUser","userName":"bob"}', '{"ConsoleLogin":"Failure"}', '{"MFAUsed":"No"}', '198.51.100.8'), ('2024-04-01T08:09:00Z', 'ConsoleLogin', '{"type":"IAMUser","userName":"bob"}', '{"ConsoleLogin":"Success"}', '{"MFAUsed":"No"}', '198.51.100.7'), ('2024-04-01T09:00:00Z', 'ListBuckets', '{"type":"IAMUser","userName":"bob"}', NULL, NULL, '198.51.100.7'), ('2024-04-01T10:00:00Z', 'ConsoleLogin', '{"type":"Root"}', '{"ConsoleLogin":"Success"}', '{"MFAUsed":"No"}', '192.0.2.1')) SELECT coalesce(json_extract_scalar(useridentity, '$.userName'), json_extract_scalar(useridentity, '$.type')) AS principal, count_if(json_extract_scalar(responseelements, '$.ConsoleLogin') = 'Failure') AS failures, count_if(json_extract_scalar(responseelements, '$.ConsoleLogin') = 'Success' AND json_extract_scalar(additionaleventdata, '$.MFAUsed') = 'No') AS no_mfa_success, count(DISTINCT sourceipaddress) AS ips, max(from_iso8601_timestamp(eventtime)) AS last_seen FROM trail WHERE eventname = 'ConsoleLogin' GROUP BY 1 ORDER BY failures DESC, principal

-- case: regexp_extract_split_array_agg
WITH ct(useridentity, eventname, errorcode) AS (VALUES (CAST(ROW('AssumedRole', 'arn:aws:sts::123456789012:assumed-role/etl/session1', ROW(ROW('etl', '123456789012'))) AS ROW(type varchar, arn varchar, sessioncontext ROW(sessionissuer ROW(username varchar, accountid varchar)))), 'GetObject', CAST(NULL AS varchar)), (CAST(ROW('AssumedRole', 'arn:aws:sts::123456789012:assumed-role/etl/session2', ROW(ROW('etl', '123456789012'))) AS ROW(type varchar, arn varchar, sessioncontext ROW(sessionissuer ROW(username varchar, accountid varchar)))), 'PutObject', 'AccessDenied'), (CAST(ROW('IAMUser', 'arn:aws:iam::210987654321:user/carol', NULL) AS ROW(type varchar, arn varchar, sessioncontext ROW(sessionissuer ROW(username varchar, accountid varchar)))), 'DeleteBucket', 'AccessDenied')) SELECT useridentity.type AS identity_type, coalesce(useridentity.sessioncontext.sessionissuer.username, regexp_extract(useridentity.arn, '[^/]+$')) AS who, split(useridentity.arn, ':')[5] AS account, array_agg(eventname ORDER BY eventname) AS events, count(errorcode) AS errors FROM ct GROUP BY 1, 2, 3 ORDER BY who

-- case: replace_approx_distinct_like
WITH ct(eventsource, eventname, errorcode, ip) AS (VALUES ('s3.amazonaws.com', 'GetObject', 'AccessDenied', '10.0.0.1'), ('s3.amazonaws.com', 'GetObject', 'AccessDenied', '10.0.0.2'), ('ec2.amazonaws.com', 'RunInstances', 'Client.UnauthorizedOperation', '10.0.0.1'), ('iam.amazonaws.com', 'CreateUser', NULL, '10.0.0.3'), ('kms.amazonaws.com', 'Decrypt', 'AccessDeniedException', '10.0.0.3'), ('s3.amazonaws.com', 'ListBucket', 'NoSuchBucket', '10.0.0.9')) SELECT replace(eventsource, '.amazonaws.com') AS service, eventname, count(*) AS denied, approx_distinct(ip) AS ips FROM ct WHERE errorcode IN ('AccessDenied', 'AccessDeniedException') OR errorcode LIKE '%UnauthorizedOperation' GROUP BY eventsource, eventname ORDER BY denied DESC, service

-- case: json_extract_scalar_json_extract
WITH ct(eventid, requestparameters) AS (VALUES ('e1', '{"groupId":"sg-1","ipPermissions":{"items":[{"ipProtocol":"tcp","fromPort":22,"toPort":22,"ipRanges":{"items":[{"cidrIp":"0.0.0.0/0"},{"cidrIp":"10.0.0.0/8"}]}},{"ipProtocol":"tcp","fromPort":443,"toPort":443,"ipRanges":{"items":[{"cidrIp":"0.0.0.0/0"}]}}]}}'), ('e2', '{"groupId":"sg-2","ipPermissions":{"items":[{"ipProtocol":"udp","fromPort":53,"toPort":53,"ipRanges":{"items":[]}}]}}'), ('e3', '{"groupId":"sg-3"}')) SELECT eventid, json_extract_scalar(requestparameters, '$.groupId') AS group_id, CAST(json_extract_scalar(perm, '$.fromPort') AS integer) AS from_port, json_extract_scalar(rng, '$.cidrIp') AS cidr, coalesce(json_extract_scalar(rng, '$.cidrIp') = '0.0.0.0/0', false) AS is_open FROM ct LEFT JOIN UNNEST(CAST(json_extract(requestparameters, '$.ipPermissions.items') AS ARRAY(JSON))) AS p(perm) ON TRUE LEFT JOIN UNNEST(CAST(json_extract(perm, '$.ipRanges.items') AS ARRAY(JSON))) AS r(rng) ON TRUE ORDER BY eventid, from_port, cidr

-- case: min_by_max_by_date_diff
WITH ct(arn, awsregion, eventtime, eventname) AS (VALUES ('role/ci', 'us-east-1', TIMESTAMP '2024-01-01 00:00:10', 'DescribeStacks'), ('role/ci', 'us-east-1', TIMESTAMP '2024-01-01 00:00:05', 'AssumeRole'), ('role/ci', 'ap-south-1', TIMESTAMP '2024-01-09 03:00:00', 'RunInstances'), ('user/dan', 'eu-west-1', TIMESTAMP '2024-01-02 12:00:00', 'GetCallerIdentity'), ('user/dan', 'eu-west-1', TIMESTAMP '2024-01-03 12:00:00', 'ListUsers')) SELECT arn, awsregion, min(eventtime) AS first_seen, min_by(eventname, eventtime) AS first_event, max_by(eventname, eventtime) AS last_event, date_diff('second', min(eventtime), max(eventtime)) AS active_seconds, row_number() OVER (PARTITION BY arn ORDER BY min(eventtime)) AS region_seq FROM ct GROUP BY arn, awsregion ORDER BY arn, region_seq

-- case: date_add_minute_repeat
WITH ct(ts, api) AS (VALUES (TIMESTAMP '2024-06-01 10:00:01', 'DescribeInstances'), (TIMESTAMP '2024-06-01 10:04:59', 'DescribeInstances'), (TIMESTAMP '2024-06-01 10:05:00', 'DescribeInstances'), (TIMESTAMP '2024-06-01 10:11:30', 'RunInstances'), (TIMESTAMP '2024-06-01 10:14:00', 'DescribeInstances')) SELECT date_add('minute', -(minute(ts) % 5), date_trunc('minute', ts)) AS bucket_5m, count(*) AS calls, count(DISTINCT api) AS apis, array_join(repeat('#', CAST(count(*) AS integer)), '') AS bar FROM ct GROUP BY 1 ORDER BY 1

-- case: logins_events_between
WITH logins(user_name, login_at) AS (VALUES ('alice', TIMESTAMP '2024-02-02 09:00:00'), ('bob', TIMESTAMP '2024-02-02 09:30:00')), events(user_name, event_at, event_name) AS (VALUES ('alice', TIMESTAMP '2024-02-02 09:03:00', 'CreateAccessKey'), ('alice', TIMESTAMP '2024-02-02 09:11:00', 'AttachUserPolicy'), ('bob', TIMESTAMP '2024-02-02 09:29:59', 'GetUser'), ('bob', TIMESTAMP '2024-02-02 09:40:00', 'DeleteTrail'), ('eve', TIMESTAMP '2024-02-02 09:41:00', 'StopLogging')) SELECT l.user_name, l.login_at, e.event_name, e.event_at - l.login_at AS since_login FROM logins l LEFT JOIN events e ON e.user_name = l.user_name AND e.event_at BETWEEN l.login_at AND l.login_at + INTERVAL '10' MINUTE ORDER BY l.user_name, e.event_at

-- case: alb_logs_url_extract_path_nullif
WITH alb_logs(time, request_url, elb_status_code, target_processing_time) AS (VALUES ('2024-05-01T10:00:01.123456Z', 'https://api.example.com:443/v1/users?page=1', 200, 0.021e0), ('2024-05-01T10:00:02.223456Z', 'https://api.example.com:443/v1/users?page=2', 502, -1e0), ('2024-05-01T10:00:03.323456Z', 'https://api.example.com:443/v1/orders', 200, 0.150e0), ('2024-05-01T10:01:01.000000Z', 'https://api.example.com:443/v1/orders', 404, 0.004e0), ('2024-05-01T10:01:09.000000Z', 'https://api.example.com:443/v1/users', 200, 0.033e0)) SELECT url_extract_path(request_url) AS path, count(*) AS requests, count_if(elb_status_code >= 500) AS err_5xx, count_if(elb_status_code BETWEEN 400 AND 499) AS err_4xx, round(100e0 * count_if(elb_status_code >= 500) / count(*), 2) AS err_pct, round(avg(nullif(target_processing_time, -1e0)), 4) AS avg_s FROM alb_logs GROUP BY 1 ORDER BY err_pct DESC, path

-- case: alb_logs_regexp_replace_url_extract_path
WITH alb_logs(request_verb, request_url, t) AS (VALUES ('GET', 'https://x.io/api/docs/0b5f6c1e-3a77-4b0e-9a40-1f2e3d4c5b6a', 0.10), ('GET', 'https://x.io/api/docs/11111111-2222-3333-4444-555555555555', 0.30), ('PUT', 'https://x.io/api/docs/11111111-2222-3333-4444-555555555555/share', 0.90), ('GET', 'https://x.io/api/users/42/orders/7', 0.05), ('GET', 'https://x.io/api/users/9/orders/1', 0.07)) SELECT request_verb || ' ' || regexp_replace(regexp_replace(url_extract_path(request_url), '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}', '{id}'), '/[0-9]+(/|$)', '/{n}$1') AS endpoint, count(*) AS hits, max(t) AS slowest, avg(t) AS mean FROM alb_logs GROUP BY 1 ORDER BY 1

-- case: hits_date_trunc_date_format
WITH hits(ts) AS (VALUES TIMESTAMP '2024-05-01 10:00:05', TIMESTAMP '2024-05-01 10:00:40', TIMESTAMP '2024-05-01 10:02:00', TIMESTAMP '2024-05-01 10:04:59'), bounds AS (SELECT date_trunc('minute', min(ts)) AS lo, date_trunc('minute', max(ts)) AS hi FROM hits), minutes AS (SELECT m FROM bounds CROSS JOIN UNNEST(sequence(lo, hi, INTERVAL '1' MINUTE)) AS t(m)) SELECT date_format(m, '%H:%i') AS minute, count(h.ts) AS requests, sum(count(h.ts)) OVER (ORDER BY m) AS running FROM minutes LEFT JOIN hits h ON date_trunc('minute', h.ts) = m GROUP BY m ORDER BY m

-- case: alb_logs_count_if_try_cast
WITH alb_logs(target_ip, target_status_code, elb_status_code) AS (VALUES ('10.0.1.10', '200', 200), ('10.0.1.10', '500', 500), ('10.0.1.11', '-', 504), ('10.0.1.11', '200', 200), ('10.0.1.11', '-', 502), (NULL, '-', 503)) SELECT coalesce(target_ip, '(no target)') AS target, count(*) AS total, count_if(TRY_CAST(target_status_code AS integer) >= 500) AS app_errors, count_if(elb_status_code >= 500 AND TRY_CAST(target_status_code AS integer) IS NULL) AS lb_errors, round(CAST(count_if(elb_status_code >= 500) AS double) / count(*), 3) AS error_rate FROM alb_logs GROUP BY 1 ORDER BY error_rate DESC, target

-- case: access_lower_try_cast
WITH access(user_agent, sc_bytes) AS (VALUES ('Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Mobile/15E148', 5000), ('Mozilla/5.0 (Windows NT 10.0) Chrome/120.0.0.0 Safari/537.36', 12000), ('Mozilla/5.0 (Macintosh) Firefox/121.0', 800), ('Googlebot/2.1 (+http://www.google.com/bot.html)', 300), ('curl/8.4.0', 10), ('Mozilla/5.0 (Windows NT 10.0) Chrome/99.0.1.2 Safari/537.36', 1000)) SELECT CASE WHEN user_agent LIKE '%Mobile%' THEN 'Mobile' WHEN user_agent LIKE '%Chrome%' THEN 'Chrome' WHEN user_agent LIKE '%Firefox%' THEN 'Firefox' WHEN lower(user_agent) LIKE '%bot%' THEN 'Bot' ELSE 'Other' END AS client, max(TRY_CAST(regexp_extract(user_agent, '(?:Chrome|Firefox)/(\d+)', 1) AS integer)) AS max_major, count(*) AS request_count, sum(sc_bytes) / 1000 AS kb FROM access GROUP BY CASE WHEN user_agent LIKE '%Mobile%' THEN 'Mobile' WHEN user_agent LIKE '%Chrome%' THEN 'Chrome' WHEN user_agent LIKE '%Firefox%' THEN 'Firefox' WHEN lower(user_agent) LIKE '%bot%' THEN 'Bot' ELSE 'Other' END ORDER BY request_count DESC, client

-- case: lat_cume_dist_percent_rank
WITH lat(endpoint, ms) AS (VALUES ('/a', 10), ('/a', 12), ('/a', 14), ('/a', 200), ('/b', 5), ('/b', 6), ('/b', 7), ('/c', 1)), ranked AS (SELECT endpoint, ms, cume_dist() OVER (PARTITION BY endpoint ORDER BY ms) AS cd, percent_rank() OVER (PARTITION BY endpoint ORDER BY ms) AS pr FROM lat) SELECT endpoint, min(ms) FILTER (WHERE cd >= 0.5) AS p50, min(ms) FILTER (WHERE cd >= 0.95) AS p95, max(ms) AS p100, round(max(pr), 2) AS max_pr FROM ranked GROUP BY endpoint ORDER BY endpoint

-- case: alb_slice_format
WITH alb(client_ip, sent_bytes) AS (VALUES ('203.0.113.5', 1200), ('203.0.113.77', 800), ('198.51.100.1', 99999), ('198.51.101.1', 1), ('10.1.2.3', 1048576)) SELECT array_join(slice(split(client_ip, '.'), 1, 3), '.') || '.0/24' AS network, count(*) AS clients, sum(sent_bytes) AS bytes, format('%.1f KiB', sum(sent_bytes) / 1024e0) AS pretty FROM alb GROUP BY 1 ORDER BY bytes DESC

-- case: reqs_split_to_map_url_extract_query
WITH reqs(id, url) AS (VALUES (1, 'https://shop.test/p?utm_source=google&utm_medium=cpc&gclid=abc'), (2, 'https://shop.test/p?utm_source=news%20letter&utm_medium=email'), (3, 'https://shop.test/'), (4, 'https://shop.test/p?ref=x')) SELECT id, url_extract_host(url) AS host, url_decode(url_extract_parameter(url, 'utm_source')) AS source, element_at(split_to_map(url_extract_query(url), '&', '='), 'utm_medium') AS medium, CASE WHEN url_extract_parameter(url, 'gclid') IS NOT NULL THEN 'Paid search' WHEN url_extract_parameter(url, 'utm_medium') = 'email' THEN 'Email' WHEN url_extract_query(url) IS NULL THEN 'Direct' ELSE 'Other' END AS channel FROM reqs ORDER BY id

-- case: flow_array_distinct_array_agg
WITH flow(srcaddr, dstaddr, dstport, action, packets, bytes) AS (VALUES ('185.10.10.1', '10.0.0.5', 22, 'REJECT', 3, 180), ('185.10.10.1', '10.0.0.6', 3389, 'REJECT', 1, 60), ('185.10.10.1', '10.0.0.5', 23, 'REJECT', 2, 80), ('45.9.9.9', '10.0.0.5', 22, 'REJECT', 9, 540), ('10.0.0.5', '10.0.0.6', 5432, 'ACCEPT', 100, 64000)) SELECT srcaddr, count(*) AS attempts, sum(packets) AS packets, array_distinct(array_agg(dstport ORDER BY dstport)) AS ports, count(DISTINCT dstport) >= 3 AS looks_like_scan FROM flow WHERE action = 'REJECT' GROUP BY srcaddr ORDER BY attempts DESC, srcaddr LIMIT 10

-- case: flow_contains
WITH flow(srcaddr, dstaddr, bytes) AS (VALUES ('10.0.0.5', '52.1.2.3', 70000), ('10.0.0.5', '10.0.9.9', 4000), ('192.168.1.4', '172.16.0.1', 123), ('8.8.8.8', '10.0.0.5', 512)), tagged AS (SELECT *, contains('10.0.0.0/8', CAST(srcaddr AS ipaddress)) OR contains('172.16.0.0/12', CAST(srcaddr AS ipaddress)) OR contains('192.168.0.0/16', CAST(srcaddr AS ipaddress)) AS src_private, contains('10.0.0.0/8', CAST(dstaddr AS ipaddress)) OR contains('172.16.0.0/12', CAST(dstaddr AS ipaddress)) OR contains('192.168.0.0/16', CAST(dstaddr AS ipaddress)) AS dst_private FROM flow) SELECT CASE WHEN src_private AND dst_private THEN 'internal' WHEN src_private THEN 'egress' WHEN dst_private THEN 'ingress' ELSE 'transit' END AS direction, count(*) AS flows, sum(bytes) AS bytes FROM tagged GROUP BY 1 ORDER BY bytes DESC

-- case: flow_date_format_from_unixtime
WITH flow(eni, start_epoch, end_epoch, protocol, bytes) AS (VALUES ('eni-1', 1700000000, 1700000058, 6, 5000), ('eni-1', 1700000060, 1700000119, 17, 250), ('eni-2', 1700003600, 1700003660, 1, 84), ('eni-2', 1700003601, 1700003655, 50, 999)) SELECT eni, date_format(from_unixtime(start_epoch, 'UTC'), '%Y-%m-%d %H:%i:%s') AS started, end_epoch - start_epoch AS seconds, CASE protocol WHEN 1 THEN 'ICMP' WHEN 6 THEN 'TCP' WHEN 17 THEN 'UDP' ELSE 'proto-' || CAST(protocol AS varchar) END AS proto, bytes * 8 / (end_epoch - start_epoch) AS bps FROM flow ORDER BY start_epoch

-- case: flow_least_greatest
WITH flow(a, ap, b, bp, bytes) AS (VALUES ('10.0.0.1', 44321, '10.0.0.2', 443, 1000), ('10.0.0.2', 443, '10.0.0.1', 44321, 25000), ('10.0.0.3', 51000, '10.0.0.2', 443, 10), ('10.0.0.1', 44322, '10.0.0.2', 443, 500)) SELECT least(a, b) AS host1, greatest(a, b) AS host2, count(*) AS records, sum(bytes) AS total_bytes, sum(if(a < b, bytes, 0)) AS fwd, sum(if(a > b, bytes, 0)) AS rev, count(DISTINCT if(a < b, ap, bp)) AS client_ports FROM flow GROUP BY 1, 2 ORDER BY total_bytes DESC

-- case: flow_cardinality_listagg
WITH flow(id, s, e, bytes) AS (VALUES (1, 0, 150, 3000), (2, 60, 119, 600), (3, 130, 130, 7)), spread AS (SELECT id, m, CAST(bytes AS double) / cardinality(sequence(s / 60, e / 60)) AS part FROM flow CROSS JOIN UNNEST(sequence(s / 60, e / 60)) AS u(m)) SELECT m AS minute_no, sum(part) AS bytes, listagg(CAST(id AS varchar), ',') WITHIN GROUP (ORDER BY id) AS flows FROM spread GROUP BY m ORDER BY m

-- case: substr_format_count_if
WITH cf(location, result_type, bytes, time_taken) AS (VALUES ('FRA50-C1', 'Hit', 1000, 0.001), ('FRA50-C1', 'Miss', 5000, 0.210), ('FRA50-C1', 'RefreshHit', 1000, 0.040), ('IAD89-P2', 'Error', 0, 0.002), ('IAD89-P2', 'Hit', 700, 0.001), ('FRA2', 'Hit', 10, 0.003)) SELECT substr(location, 1, 3) AS pop, count(*) AS requests, format('%.1f%%', 100e0 * count_if(result_type IN ('Hit', 'RefreshHit')) / count(*)) AS hit_ratio, sum(bytes) FILTER (WHERE result_type = 'Miss') AS origin_bytes, max(time_taken) AS worst FROM cf GROUP BY 1 ORDER BY requests DESC, pop

-- case: s3_access_parse_datetime_url_decode
WITH s3_access(requestdatetime, requester, operation, key, httpstatus) AS (VALUES ('06/Feb/2024:00:00:38 +0000', 'arn:aws:iam::1:user/a', 'REST.GET.OBJECT', 'raw/2024/02/a.json', '200'), ('06/Feb/2024:00:01:00 +0000', '-', 'REST.GET.OBJECT', 'public/logo%2Bdark.png', '403'), ('07/Feb/2024:23:59:59 +0000', 'arn:aws:iam::1:user/a', 'REST.DELETE.OBJECT', 'raw/2024/02/a.json', '204')) SELECT CAST(parse_datetime(requestdatetime, 'dd/MMM/yyyy:HH:mm:ss Z') AS date) AS d, nullif(requester, '-') AS requester, split_part(operation, '.', 2) AS verb, regexp_extract(url_decode(key), '^([^/]+)/', 1) AS prefix, element_at(split(key, '/'), -1) AS file_name, httpstatus FROM s3_access WHERE parse_datetime(requestdatetime, 'dd/MMM/yyyy:HH:mm:ss Z') BETWEEN parse_datetime('2024-02-06:00:00:00 +0000', 'yyyy-MM-dd:HH:mm:ss Z') AND parse_datetime('2024-02-08:00:00:00 +0000', 'yyyy-MM-dd:HH:mm:ss Z') ORDER BY requestdatetime

-- case: waf_lower_filter
WITH waf(action, httprequest) AS (VALUES ('BLOCK', CAST(ROW('1.2.3.4', 'CN', ARRAY[ROW('Host', 'a.com'), ROW('User-Agent', 'sqlmap/1.7')]) AS ROW(clientip varchar, country varchar, headers ARRAY(ROW(name varchar, value varchar))))), ('BLOCK', CAST(ROW('1.2.3.5', 'RU', ARRAY[ROW('host', 'b.com')]) AS ROW(clientip varchar, country varchar, headers ARRAY(ROW(name varchar, value varchar))))), ('ALLOW', CAST(ROW('5.5.5.5', 'DE', ARRAY[ROW('HOST', 'a.com'), ROW('User-Agent', 'Mozilla/5.0')]) AS ROW(clientip varchar, country varchar, headers ARRAY(ROW(name varchar, value varchar)))))) SELECT httprequest.country, httprequest.clientip, action, element_at(filter(httprequest.headers, x -> lower(x.name) = 'host'), 1).value AS host, h.value AS user_agent FROM waf LEFT JOIN UNNEST(filter(httprequest.headers, x -> lower(x.name) = 'user-agent')) AS h(name, value) ON TRUE ORDER BY httprequest.clientip

-- case: waf_split_array_agg
WITH waf(webacl, labels, action) AS (VALUES ('prod', ARRAY['awswaf:managed:aws:core-rule-set:NoUserAgent_Header', 'awswaf:managed:aws:bot-control:bot:category:scraping'], 'BLOCK'), ('prod', ARRAY['awswaf:managed:aws:bot-control:bot:category:scraping'], 'COUNT'), ('prod', ARRAY[], 'ALLOW'), ('stage', ARRAY['awswaf:managed:aws:core-rule-set:NoUserAgent_Header'], 'BLOCK')) SELECT element_at(split(label, ':'), -1) AS rule, count(*) AS n, count(DISTINCT webacl) AS acls, array_agg(DISTINCT action ORDER BY action) AS actions FROM waf CROSS JOIN UNNEST(labels) AS t(label) GROUP BY 1 ORDER BY n DESC, rule

-- case: to_hex_md5_to_utf8
WITH orders(order_id, customer_id, region) AS (VALUES (1, 'c1', 'EU'), (2, NULL, 'US'), (3, 'c1', NULL)) SELECT lower(to_hex(md5(to_utf8(coalesce(cast(order_id as varchar), '_dbt_utils_surrogate_key_null_') || '-' || coalesce(cast(customer_id as varchar), '_dbt_utils_surrogate_key_null_') || '-' || coalesce(cast(region as varchar), '_dbt_utils_surrogate_key_null_'))))) AS order_sk, order_id FROM orders ORDER BY order_id

-- case: src_row_number
with src(id, status, updated_at) as (values (1, 'new', timestamp '2024-01-01 10:00:00'), (1, 'paid', timestamp '2024-01-02 10:00:00'), (1, 'paid', timestamp '2024-01-02 10:00:00'), (2, 'new', timestamp '2024-01-03 09:00:00'), (3, null, timestamp '2024-01-03 09:00:00')), row_numbered as (select s.*, row_number() over (partition by id order by updated_at desc) as rn from src as s) select id, status, updated_at from row_numbered where rn = 1 order by id

-- case: day_of_week_week_last_day_of_month
with spine as (select cast(date_column as date) as date_day from (values (sequence(date '2024-02-26', date '2024-03-04', interval '1' day))) as t1(date_array) cross join unnest(date_array) as t2(date_column)) select date_day, day_of_week(date_day) as iso_dow, date_format(date_day, '%W') as day_name, week(date_day) as iso_week, date_trunc('week', date_day) as week_start, last_day_of_month(date_day) as month_end, day_of_week(date_day) in (6, 7) as is_weekend from spine order by date_day

-- case: wide_union
with wide(id, q1, q2, q3) as (values (1, 10, cast(null as integer), 30), (2, 5, 6, 7)) select id, 'q1' as field_name, cast(q1 as varchar) as value from wide union all select id, 'q2', cast(q2 as varchar) from wide union all select id, 'q3', cast(q3 as varchar) from wide order by id, field_name

-- case: wide_ordinality_cross_join
with wide(id, jan, feb, mar) as (values ('a', 1.5, 2.5, 3.0), ('b', 0.0, null, 4.25)) select id, month_name, amount, pos from wide cross join unnest(array['jan', 'feb', 'mar'], array[jan, feb, mar]) with ordinality as t(month_name, amount, pos) where amount is not null order by id, pos

-- case: sales
with sales(sku, size, qty) as (values ('tee', 'S', 3), ('tee', 'M', 5), ('tee', 'S', 1), ('hat', 'M', 2), ('sock', 'XL', 9)) select sku, sum(case when size = 'S' then qty else 0 end) as "S", sum(case when size = 'M' then qty else 0 end) as "M", sum(case when size = 'L' then qty else 0 end) as "L", sum(case when size not in ('S', 'M', 'L') then qty end) as other from sales group by sku order by sku

-- case: date_add_union_cross_join
with p as (select 0 as generated_number union all select 1), unioned as (select p0.generated_number * 1 + p1.generated_number * 2 + p2.generated_number * 4 + 1 as generated_number from p as p0 cross join p as p1 cross join p as p2) select generated_number, date_add('month', generated_number - 1, date '2023-12-31') as month_end from unioned where generated_number <= 6 order by generated_number

-- case: customers_orders_having
with customers(id, email, tier) as (values (1, 'a@x.com', 'gold'), (2, null, 'silver'), (2, 'b@x.com', 'bronze'), (4, 'c@x.com', 'platinum')), orders(id, customer_id) as (values (10, 1), (11, 3), (12, 4), (13, null)) select 'not_null_email' as test, count(*) as failures from customers where email is null union all select 'unique_id', count(*) from (select id from customers group by id having count(*) > 1) dup union all select 'accepted_tier', count(*) from customers where tier not in ('gold', 'silver', 'bronze') union all select 'relationship_customer', count(*) from orders o left join customers c on c.id = o.customer_id where o.customer_id is not null and c.id is null order by test

-- case: except_union
with a(id, v) as (values (1, 'x'), (2, 'y'), (3, null)), b(id, v) as (values (1, 'x'), (2, 'Y'), (3, null), (4, 'z')), a_minus_b as (select * from a except select * from b), b_minus_a as (select * from b except select * from a) select 'a_minus_b' as which_diff, a_minus_b.* from a_minus_b union all select 'b_minus_a', b_minus_a.* from b_minus_a order by which_diff, id

-- case: existing_incoming
with existing(id, name, loaded) as (values (1, 'ann', date '2024-01-01'), (2, 'bob', date '2024-01-01'), (3, 'cid', date '2024-01-01')), incoming(id, name, loaded) as (values (2, 'robert', date '2024-01-05'), (4, 'dee', date '2024-01-05')) select coalesce(i.id, e.id) as id, coalesce(i.name, e.name) as name, coalesce(i.loaded, e.loaded) as loaded, case when e.id is null then 'INSERT' when i.id is null then 'KEEP' else 'UPDATE' end as op from existing e full outer join incoming i on i.id = e.id order by 1

-- case: asin_radians_cos
with stores(name, lat, lon) as (values ('London', 51.5074e0, -0.1278e0), ('Paris', 48.8566e0, 2.3522e0), ('Berlin', 52.5200e0, 13.4050e0)) select a.name as from_city, b.name as to_city, round(2 * 6371 * asin(sqrt(power(sin(radians(b.lat - a.lat) / 2), 2) + cos(radians(a.lat)) * cos(radians(b.lat)) * power(sin(radians(b.lon - a.lon) / 2), 2)))) as km from stores a join stores b on a.name < b.name order by km

-- case: prices_lead_row_number
with prices(sku, valid_from, valid_to) as (values ('A', date '2024-01-01', date '2024-02-01'), ('A', date '2024-02-01', date '2024-03-01'), ('B', date '2024-01-01', date '2024-02-15'), ('B', date '2024-02-01', date '2024-03-01'), ('C', date '2024-01-01', date '2024-01-10'), ('C', date '2024-02-01', date '2024-03-01')), window_functions as (select sku, valid_from as lower_bound, valid_to as upper_bound, lead(valid_from) over (partition by sku order by valid_from, valid_to) as next_lower_bound, row_number() over (partition by sku order by valid_from desc, valid_to desc) = 1 as is_last_record from prices), calc as (select *, coalesce(lower_bound < upper_bound, false) as lower_lt_upper, coalesce(upper_bound = next_lower_bound, is_last_record, false) as upper_eq_next from window_functions) select sku, lower_bound, upper_bound, next_lower_bound from calc where not (lower_lt_upper and upper_eq_next) order by sku, lower_bound

-- case: metrics_width_bucket_array_agg
with metrics(id, x) as (values (1, 3), (2, 17), (3, 25), (4, 99), (5, 100), (6, -4)) select width_bucket(cast(x as double), 0e0, 100e0, 4) as bucket, count(*) as n, min(x) as lo, max(x) as hi, array_agg(id order by id) as ids from metrics group by 1 order by 1

-- case: web_ios_transform
with web(user_id, amount) as (values (1, 10.5), (2, 3.0)), ios(user_id, amount, app_version) as (values (1, 7.25, '4.2.0'), (3, 1.0, '4.10.1')), unioned as (select 'web' as _dbt_source_relation, user_id, cast(amount as decimal(10,2)) as amount, cast(null as varchar) as app_version from web union all select 'ios', user_id, cast(amount as decimal(10,2)), app_version from ios) select _dbt_source_relation, user_id, amount, app_version, transform(split(app_version, '.'), p -> cast(p as integer)) as version_parts from unioned order by user_id, _dbt_source_relation

-- case: page_views_date_diff_lag
with page_views(anonymous_id, ts, page) as (values ('u1', timestamp '2024-03-01 10:00:00.000', '/'), ('u1', timestamp '2024-03-01 10:10:00.000', '/pricing'), ('u1', timestamp '2024-03-01 10:41:00.000', '/'), ('u1', timestamp '2024-03-01 10:45:30.500', '/signup'), ('u2', timestamp '2024-03-01 23:50:00.000', '/blog'), ('u2', timestamp '2024-03-02 00:19:59.999', '/blog/2')), diffed as (select *, date_diff('minute', lag(ts) over (partition by anonymous_id order by ts), ts) as period_of_inactivity from page_views), new_sessions as (select *, case when period_of_inactivity is null or period_of_inactivity >= 30 then 1 else 0 end as new_session from diffed), session_numbers as (select *, sum(new_session) over (partition by anonymous_id order by ts rows between unbounded preceding and current row) as session_number from new_sessions) select anonymous_id, ts, page, period_of_inactivity, session_number, anonymous_id || '-' || cast(session_number as varchar) as session_id from session_numbers order by anonymous_id, ts

-- case: nth_value_url_extract_host_window
with pv(session_id, ts, page_url, referrer) as (values ('s1', timestamp '2024-03-01 10:00:00', '/home', 'https://www.google.com/'), ('s1', timestamp '2024-03-01 10:01:30', '/pricing', '/home'), ('s1', timestamp '2024-03-01 10:09:00', '/signup', '/pricing'), ('s2', timestamp '2024-03-01 11:00:00', '/blog', null)), framed as (select distinct session_id, first_value(page_url) over w as landing_page, last_value(page_url) over w as exit_page, first_value(referrer) over w as first_referrer, nth_value(page_url, 2) over w as second_page, min(ts) over w as session_start, max(ts) over w as session_end, count(*) over w as page_views from pv window w as (partition by session_id order by ts rows between unbounded preceding and unbounded following)) select session_id, landing_page, second_page, exit_page, coalesce(url_extract_host(first_referrer), 'direct') as source, date_diff('second', session_start, session_end) as duration_s, case when date_diff('second', session_start, session_end) between 0 and 9 then '0s to 9s' when date_diff('second', session_start, session_end) < 60 then '10s to 59s' else '60s or more' end as duration_tier, page_views = 1 as is_bounce from framed order by session_id

-- case: events_floor_to_unixtime
with events(domain_sessionid, page_view_id, event_name, derived_tstamp) as (values ('s1', 'p1', 'page_view', timestamp '2024-01-01 00:00:00'), ('s1', 'p1', 'page_ping', timestamp '2024-01-01 00:00:10'), ('s1', 'p1', 'page_ping', timestamp '2024-01-01 00:00:20'), ('s1', 'p1', 'page_ping', timestamp '2024-01-01 00:00:21'), ('s1', 'p2', 'page_view', timestamp '2024-01-01 00:01:00'), ('s2', 'p3', 'page_view', timestamp '2024-01-02 00:00:00'), ('s2', 'p3', 'page_ping', timestamp '2024-01-02 00:05:00')), pv as (select domain_sessionid, page_view_id, min(derived_tstamp) as start_tstamp, max(derived_tstamp) as end_tstamp, 10 * count(distinct if(event_name = 'page_ping', cast(floor(to_unixtime(derived_tstamp) / 10) as bigint))) as engaged_time_in_s from events group by 1, 2) select domain_sessionid, min(start_tstamp) as start_tstamp, max(end_tstamp) as end_tstamp, count(distinct page_view_id) as page_views, sum(engaged_time_in_s) as engaged_time_in_s, date_diff('second', min(start_tstamp), max(end_tstamp)) as absolute_time_in_s from pv group by 1 order by 1

-- case: tracks_last_value_using
with tracks(anonymous_id, user_id, ts) as (values ('a1', null, timestamp '2024-01-01 00:00:00'), ('a1', 'u9', timestamp '2024-01-01 00:05:00'), ('a1', null, timestamp '2024-01-01 00:06:00'), ('a2', null, timestamp '2024-01-02 00:00:00'), ('a3', 'u9', timestamp '2024-01-03 00:00:00'), ('a3', null, timestamp '2024-01-03 00:01:00')), mapping as (select distinct anonymous_id, last_value(user_id) ignore nulls over (partition by anonymous_id order by ts rows between unbounded preceding and unbounded following) as user_id from tracks) select coalesce(m.user_id, anonymous_id) as blended_user_id, count(*) as events, count(distinct anonymous_id) as devices, min(t.ts) as first_seen from tracks t left join mapping m using (anonymous_id) group by 1 order by events desc, blended_user_id

-- case: touches_conversions_row_number
with touches(user_id, ts, channel) as (values (1, date '2024-01-01', 'seo'), (1, date '2024-01-05', 'email'), (1, date '2024-01-09', 'cpc'), (2, date '2024-01-02', 'cpc'), (3, date '2024-01-03', 'seo'), (3, date '2024-01-04', 'seo')), conversions(user_id, converted_on, revenue) as (values (1, date '2024-01-10', 90.00), (2, date '2024-01-02', 50.00), (3, date '2024-02-20', 10.00)), joined as (select t.*, c.revenue, row_number() over (partition by t.user_id order by t.ts) as touch_index, count(*) over (partition by t.user_id) as total_touches from touches t join conversions c on c.user_id = t.user_id and t.ts <= c.converted_on and t.ts > c.converted_on - interval '30' day) select channel, sum(if(touch_index = 1, revenue, 0)) as first_touch, sum(if(touch_index = total_touches, revenue, 0)) as last_touch, sum(revenue / total_touches) as linear, sum(case when total_touches = 1 then 1.0 when total_touches = 2 then 0.5 when touch_index = 1 then 0.4 when touch_index = total_touches then 0.4 else 0.2 / (total_touches - 2) end * revenue) as forty_twenty_forty from joined group by channel order by channel

-- case: regexp_extract_json_extract_ordinality
with ev(event_id, contexts) as (values ('e1', '{"schema":"iglu:com.snowplowanalytics.snowplow/contexts/jsonschema/1-0-0","data":[{"schema":"iglu:com.snowplowanalytics.snowplow/web_page/jsonschema/1-0-0","data":{"id":"pv-1"}},{"schema":"iglu:org.w3/PerformanceTiming/jsonschema/1-0-0","data":{"loadEventEnd":1500,"navigationStart":1000}}]}'), ('e2', '{"data":[]}')) select event_id, regexp_extract(json_extract_scalar(ctx, '$.schema'), 'iglu:([^/]+)/([^/]+)/', 2) as schema_name, json_extract_scalar(ctx, '$.data.id') as page_view_id, cast(json_extract(ctx, '$.data.loadEventEnd') as bigint) - cast(json_extract(ctx, '$.data.navigationStart') as bigint) as load_ms, n from ev cross join unnest(cast(json_extract(contexts, '$.data') as array(json))) with ordinality as t(ctx, n) order by event_id, n

-- case: steps_slice_bool_or
with steps(session_id, ts, page) as (values ('s1', 1, 'home'), ('s1', 2, 'search'), ('s1', 3, 'item'), ('s2', 1, 'home'), ('s2', 2, 'search'), ('s2', 5, 'item'), ('s3', 1, 'item'), ('s3', 2, 'cart'), ('s4', 7, 'home')), paths as (select session_id, array_agg(page order by ts) as path from steps group by session_id) select array_join(slice(path, 1, 3), ' > ') as top_path, count(*) as sessions, min(cardinality(path)) as shortest, bool_or(contains(path, 'cart')) as reached_cart from paths group by 1 order by 2 desc, 1

-- case: steps_lead_rank
with steps(sid, ts, page) as (values (1, 1, 'A'), (1, 2, 'B'), (1, 3, 'A'), (1, 4, 'C'), (2, 1, 'A'), (2, 2, 'B'), (2, 3, 'C'), (3, 1, 'B')), trans as (select page as from_page, lead(page, 1, '(exit)') over (partition by sid order by ts) as to_page from steps) select from_page, to_page, count(*) as n, cast(count(*) as double) / sum(count(*)) over (partition by from_page) as p, rank() over (partition by from_page order by count(*) desc) as rnk from trans group by from_page, to_page order by from_page, n desc, to_page

-- case: first_value_lag_union
with ev(user_id, event, ts) as (values (1, 'view', timestamp '2024-01-01 00:00:00'), (1, 'cart', timestamp '2024-01-01 00:10:00'), (1, 'buy', timestamp '2024-01-03 00:00:00'), (2, 'view', timestamp '2024-01-01 05:00:00'), (2, 'cart', timestamp '2024-01-20 05:00:00'), (3, 'cart', timestamp '2024-01-01 06:00:00'), (3, 'view', timestamp '2024-01-01 07:00:00'), (4, 'view', timestamp '2024-01-02 00:00:00')), s1 as (select user_id, min(ts) as t1 from ev where event = 'view' group by 1), s2 as (select s1.user_id, t1, min(e.ts) as t2 from s1 join ev e on e.user_id = s1.user_id and e.event = 'cart' and e.ts > t1 and e.ts <= t1 + interval '7' day group by 1, 2), s3 as (select s2.user_id, min(e.ts) as t3 from s2 join ev e on e.user_id = s2.user_id and e.event = 'buy' and e.ts > t2 and e.ts <= t1 + interval '7' day group by 1), counts as (select 1 as step, 'view' as name, count(*) as users from s1 union all select 2, 'cart', count(*) from s2 union all select 3, 'buy', count(*) from s3) select step, name, users, round(100e0 * users / first_value(users) over (order by step), 1) as pct_of_top, round(100e0 * users / lag(users) over (order by step), 1) as pct_of_prev from counts order by step

-- case: bool_or_sets_grouping_sets
with ev(user_id, device, event) as (values (1, 'ios', 'open'), (1, 'ios', 'signup'), (2, 'ios', 'open'), (3, 'web', 'open'), (3, 'web', 'signup'), (3, 'web', 'pay'), (4, 'web', 'open'), (5, 'android', 'open')), flags as (select user_id, device, bool_or(event = 'open') as opened, bool_or(event = 'signup') as signed, bool_or(event = 'pay') as paid from ev group by user_id, device) select coalesce(device, 'TOTAL') as device, count_if(opened) as opened, count_if(opened and signed) as signed_up, count_if(opened and signed and paid) as paid, cast(cast(count_if(signed) as decimal(9,4)) / count_if(opened) as decimal(5,2)) as signup_rate, grouping(device) as lvl from flags group by grouping sets ((device), ()) order by lvl, 1

-- case: date_diff_row_number_avg
with ev(user_id, signup_at, first_order_at) as (values (1, timestamp '2024-01-01 08:00:00', timestamp '2024-01-01 09:30:00'), (2, timestamp '2024-01-01 08:00:00', timestamp '2024-01-04 08:00:00'), (3, timestamp '2024-01-02 10:00:00', null), (4, timestamp '2024-01-03 10:00:00', timestamp '2024-01-03 10:01:00'), (5, timestamp '2024-01-05 00:00:00', timestamp '2024-01-06 12:00:00')), d as (select date_diff('minute', signup_at, first_order_at) as mins, row_number() over (order by date_diff('minute', signup_at, first_order_at)) as rn, count(first_order_at) over () as n from ev where first_order_at is not null) select avg(mins) as median_minutes, max(n) as converted from d where rn in ((n + 1) / 2, (n + 2) / 2)

-- case: regexp_like_strpos_levenshtein_distance
with ev(user_id, ts, event) as (values ('u1', 1, 'a'), ('u1', 2, 'b'), ('u1', 3, 'c'), ('u2', 1, 'b'), ('u2', 2, 'a'), ('u2', 3, 'c'), ('u3', 1, 'a'), ('u3', 9, 'c')), seqs as (select user_id, array_join(array_agg(event order by ts), '') as seq from ev group by 1) select user_id, seq, case when regexp_like(seq, 'a.*b.*c') then 3 when regexp_like(seq, 'a.*b') then 2 when strpos(seq, 'a') > 0 then 1 else 0 end as deepest_step, levenshtein_distance(seq, 'abc') as edits from seqs order by user_id

-- case: orders_date_trunc_date_diff
with orders(customer_id, order_date) as (values (1, date '2024-01-05'), (1, date '2024-02-07'), (1, date '2024-03-01'), (2, date '2024-01-20'), (2, date '2024-03-21'), (3, date '2024-02-02'), (4, date '2024-02-28'), (4, date '2024-03-01')), cohorts as (select customer_id, date_trunc('month', min(order_date)) as cohort_month from orders group by customer_id), activity as (select distinct c.cohort_month, o.customer_id, date_diff('month', c.cohort_month, date_trunc('month', o.order_date)) as month_number from orders o join cohorts c on c.customer_id = o.customer_id), sizes as (select cohort_month, count(*) as cohort_size from cohorts group by 1) select a.cohort_month, s.cohort_size, a.month_number, count(*) as active, round(count(*) * 100e0 / s.cohort_size, 1) as retention_pct from activity a join sizes s on s.cohort_month = a.cohort_month group by 1, 2, 3 order by 1, 3

-- case: logins_between_filter
with logins(uid, d) as (values (1, date '2024-01-01'), (1, date '2024-01-02'), (1, date '2024-01-08'), (2, date '2024-01-01'), (2, date '2024-01-08'), (3, date '2024-01-02'), (3, date '2024-01-03'), (4, date '2024-01-02')), firsts as (select uid, min(d) as d0 from logins group by uid) select f.d0 as cohort_day, count(distinct f.uid) as d0_users, count(distinct f.uid) filter (where l.d = f.d0 + interval '1' day) as d1, count(distinct f.uid) filter (where l.d = f.d0 + interval '7' day) as d7, count(distinct case when l.d between f.d0 + interval '1' day and f.d0 + interval '7' day then f.uid end) as within_week from firsts f join logins l on l.uid = f.uid group by f.d0 order by f.d0

-- case: act_sequence_nullif
with act(d, uid) as (values (date '2024-01-01', 1), (date '2024-01-01', 2), (date '2024-01-03', 1), (date '2024-01-07', 3), (date '2024-01-08', 1), (date '2024-01-08', 4)), days as (select d from unnest(sequence(date '2024-01-01', date '2024-01-08')) as t(d)) select days.d, count(distinct if(act.d = days.d, act.uid)) as dau, count(distinct act.uid) as wau, round(cast(count(distinct if(act.d = days.d, act.uid)) as double) / nullif(count(distinct act.uid), 0), 2) as stickiness from days left join act on act.d between days.d - interval '6' day and days.d group by days.d order by days.d

-- case: act_date_add_count_if
with act(uid, m) as (values (1, date '2024-01-01'), (1, date '2024-02-01'), (1, date '2024-04-01'), (2, date '2024-01-01'), (3, date '2024-02-01'), (3, date '2024-03-01')), marked as (select uid, m, lag(m) over (partition by uid order by m) as prev_m, lead(m) over (partition by uid order by m) as next_m from act), states as (select m as month, case when prev_m is null then 'new' when prev_m = date_add('month', -1, m) then 'retained' else 'resurrected' end as state, uid from marked union all select date_add('month', 1, m), 'churned', uid from marked where next_m is null or next_m > date_add('month', 1, m)) select month, count_if(state = 'new') as new_users, count_if(state = 'retained') as retained, count_if(state = 'resurrected') as resurrected, -count_if(state = 'churned') as churned, sum(case state when 'new' then 1 when 'resurrected' then 1 when 'churned' then -1 else 0 end) as net from states where month <= date '2024-04-01' group by month order by month

-- case: pay_sequence_cross_join
with pay(uid, cohort, m, amt) as (values (1, '2024-01', 0, 10.00), (1, '2024-01', 1, 10.00), (2, '2024-01', 0, 20.00), (3, '2024-02', 0, 5.00), (3, '2024-02', 2, 7.50)), sizes as (select cohort, count(distinct uid) as n from pay group by cohort), grid as (select cohort, n, m from sizes cross join unnest(sequence(0, 2)) as t(m)), rev as (select cohort, m, sum(amt) as amt from pay group by cohort, m) select g.cohort, g.m, coalesce(r.amt, 0) as revenue, sum(coalesce(r.amt, 0)) over (partition by g.cohort order by g.m) as cum_revenue, sum(coalesce(r.amt, 0)) over (partition by g.cohort order by g.m) / g.n as ltv from grid g left join rev r on r.cohort = g.cohort and r.m = g.m order by g.cohort, g.m

-- case: orders_date_diff_ntile
with orders(customer_id, order_ts, payment) as (values (1, date '2024-05-30', 500.00), (1, date '2024-05-01', 120.00), (2, date '2023-11-11', 15.00), (3, date '2024-06-01', 80.00), (3, date '2024-04-01', 70.00), (3, date '2024-03-01', 60.00), (4, date '2024-01-15', 900.00), (5, date '2024-06-02', 10.00)), rfm as (select customer_id, date_diff('day', max(order_ts), date '2024-06-05') as r, count(*) as f, sum(payment) as m from orders group by customer_id), scored as (select customer_id, r, f, m, ntile(3) over (order by r desc, customer_id) as rs, ntile(3) over (order by f, customer_id) as fs, ntile(3) over (order by m, customer_id) as ms from rfm) select customer_id, r, f, m, cast(rs as varchar) || cast(fs as varchar) || cast(ms as varchar) as rfm_cell, case when rs = 3 and fs = 3 then 'Champions' when rs = 3 then 'Recent' when rs = 1 and ms = 3 then 'Cannot lose them' when rs = 1 then 'Hibernating' else 'Need attention' end as segment from scored order by customer_id

-- case: rfm_raw_count_if_listagg
with rfm_raw(cid, recency, frequency, monetary) as (values (1, 3, 12, 1500), (2, 45, 2, 80), (3, 200, 1, 20), (4, 10, 5, 400), (5, 8, 1, 35)), seg as (select cid, case when recency <= 14 then 'R1' when recency <= 60 then 'R2' else 'R3' end as r, case when frequency >= 10 then 'F1' when frequency >= 3 then 'F2' else 'F3' end as f, monetary from rfm_raw) select r, count_if(f = 'F1') as f1, count_if(f = 'F2') as f2, count_if(f = 'F3') as f3, sum(monetary) as monetary, listagg(cast(cid as varchar), '|') within group (order by cid desc) as customers from seg group by r order by r

-- case: sales_again
with sales(product, revenue) as (values ('p1', 500), ('p2', 250), ('p3', 120), ('p4', 80), ('p5', 50)), c as (select product, revenue, sum(revenue) over (order by revenue desc, product rows unbounded preceding) as running, sum(revenue) over () as total from sales) select product, revenue, round(running * 100e0 / total, 1) as cum_pct, case when running - revenue < 0.8 * total then 'A' when running - revenue < 0.95 * total then 'B' else 'C' end as abc_class from c order by running

-- case: changes_lead_is_distinct
with changes(customer_id, city, plan, changed_at) as (values (1, 'Oslo', 'free', timestamp '2024-01-01 00:00:00'), (1, 'Oslo', 'free', timestamp '2024-01-10 00:00:00'), (1, 'Oslo', 'pro', timestamp '2024-02-01 00:00:00'), (1, 'Rome', 'pro', timestamp '2024-03-01 00:00:00'), (2, null, 'free', timestamp '2024-01-05 00:00:00'), (2, 'Lima', 'free', timestamp '2024-01-06 00:00:00')), dedup as (select *, lag(row(city, plan)) over (partition by customer_id order by changed_at) is distinct from row(city, plan) as is_change, row_number() over (partition by customer_id order by changed_at) as rn from changes) select customer_id, city, plan, changed_at as valid_from, coalesce(lead(changed_at) over (partition by customer_id order by changed_at), timestamp '9999-12-31 00:00:00') as valid_to, lead(changed_at) over (partition by customer_id order by changed_at) is null as is_current from dedup where is_change or rn = 1 order by customer_id, valid_from

-- case: dim_sales
with dim(sku, price, valid_from, valid_to) as (values ('a', 9.99, date '2024-01-01', date '2024-02-01'), ('a', 11.49, date '2024-02-01', date '9999-12-31'), ('b', 100.00, date '2024-01-15', date '9999-12-31')), sales(id, sku, sold_on, qty) as (values (1, 'a', date '2024-01-31', 2), (2, 'a', date '2024-02-01', 1), (3, 'b', date '2024-01-01', 1), (4, 'b', date '2024-06-01', 3)) select s.id, s.sku, s.sold_on, d.price, s.qty * d.price as amount, d.valid_to = date '9999-12-31' as at_latest_price from sales s left join dim d on d.sku = s.sku and s.sold_on >= d.valid_from and s.sold_on < d.valid_to order by s.id

-- case: dim_now_snap_is_distinct
with dim_now(id, name, dbt_valid_from, dbt_valid_to) as (values (1, 'ann', date '2024-01-01', cast(null as date)), (2, 'bob', date '2024-01-01', null), (3, 'cat', date '2024-01-01', null)), snap(id, name) as (values (1, 'ann'), (2, 'bobby'), (4, 'dan')), hashed as (select d.*, s.id as sid, s.name as sname, s.id is null as deleted, s.name is distinct from d.name as changed from dim_now d left join snap s on s.id = d.id) select id, name, dbt_valid_from, if(changed, date '2024-02-01', dbt_valid_to) as dbt_valid_to, if(deleted, 'delete', if(changed, 'update', 'keep')) as change_type from hashed union all select sid, sname, date '2024-02-01', cast(null as date), 'insert' from hashed where changed and not deleted union all select s.id, s.name, date '2024-02-01', null, 'insert' from snap s where not exists (select 1 from dim_now d where d.id = s.id) order by 1, 3

-- case: rates_last_value_first_value
with rates(ccy, d, rate) as (values ('EUR', date '2024-01-01', 1.10), ('EUR', date '2024-01-04', 1.12), ('GBP', date '2024-01-02', 1.27)), cal as (select ccy, d from (select distinct ccy from rates) c cross join unnest(sequence(date '2024-01-01', date '2024-01-05', interval '1' day)) as t(d)) select cal.ccy, cal.d, r.rate as quoted, last_value(r.rate) ignore nulls over (partition by cal.ccy order by cal.d) as ffill, first_value(r.rate) ignore nulls over (partition by cal.ccy order by cal.d rows between current row and unbounded following) as bfill from cal left join rates r on r.ccy = cal.ccy and r.d = cal.d order by 1, 2

-- case: logins_date_add_having
with logins(uid, d) as (values (1, date '2024-01-01'), (1, date '2024-01-02'), (1, date '2024-01-03'), (1, date '2024-01-07'), (2, date '2024-02-28'), (2, date '2024-02-29'), (2, date '2024-03-01'), (2, date '2024-03-01')), distinct_days as (select distinct uid, d from logins), grp as (select uid, d, date_add('day', -row_number() over (partition by uid order by d), d) as island from distinct_days) select uid, min(d) as streak_start, max(d) as streak_end, count(*) as days from grp group by uid, island having count(*) >= 2 order by days desc, uid

-- case: invoices_lead_array_join
with invoices(inv_no) as (values 1001, 1002, 1005, 1006, 1010), g as (select inv_no, lead(inv_no) over (order by inv_no) as nxt from invoices) select inv_no + 1 as gap_start, nxt - 1 as gap_end, nxt - inv_no - 1 as missing, array_join(sequence(inv_no + 1, nxt - 1), ',') as numbers from g where nxt - inv_no > 1 order by gap_start

-- case: sess_between
with sess(uid, s, e) as (values (1, timestamp '2024-02-01 08:00:00', timestamp '2024-02-01 09:00:00'), (1, timestamp '2024-02-01 08:30:00', timestamp '2024-02-01 09:30:00'), (1, timestamp '2024-02-01 10:00:00', timestamp '2024-02-01 11:00:00'), (2, timestamp '2024-02-01 09:00:00', timestamp '2024-02-01 12:00:00'), (2, timestamp '2024-02-01 09:30:00', timestamp '2024-02-01 10:00:00'), (2, timestamp '2024-02-01 11:59:59', timestamp '2024-02-01 13:00:00')), flagged as (select *, if(s <= max(e) over (partition by uid order by s, e rows between unbounded preceding and 1 preceding), 0, 1) as is_start from sess), islands as (select *, sum(is_start) over (partition by uid order by s, e) as grp from flagged) select uid, min(s) as session_start, max(e) as session_end, count(*) as merged, max(e) - min(s) as duration from islands group by uid, grp order by uid, session_start

-- case: status_log_row_number_lead
with status_log(device, ts, status) as (values ('d1', 1, 'up'), ('d1', 2, 'up'), ('d1', 3, 'down'), ('d1', 4, 'down'), ('d1', 5, 'up'), ('d2', 1, 'down'), ('d2', 2, 'up')), g as (select *, row_number() over (partition by device order by ts) - row_number() over (partition by device, status order by ts) as grp from status_log) select device, status, min(ts) as from_ts, max(ts) as to_ts, count(*) as readings, lead(min(ts)) over (partition by device order by min(ts)) as next_change from g group by device, status, grp order by device, from_ts

-- case: calls_lead_union
with calls(id, s, e) as (values (1, timestamp '2024-01-01 09:00:00', timestamp '2024-01-01 09:30:00'), (2, timestamp '2024-01-01 09:10:00', timestamp '2024-01-01 09:15:00'), (3, timestamp '2024-01-01 09:12:00', timestamp '2024-01-01 09:40:00'), (4, timestamp '2024-01-01 09:30:00', timestamp '2024-01-01 09:45:00')), points as (select s as t, 1 as delta from calls union all select e, -1 from calls), running as (select t, sum(sum(delta)) over (order by t) as concurrent from points group by t) select t, concurrent, concurrent = max(concurrent) over () as is_peak, lead(t) over (order by t) - t as lasted from running order by t

-- case: lag_interval
with hb(host, ts) as (values ('h1', timestamp '2024-01-01 00:00:00'), ('h1', timestamp '2024-01-01 00:01:00'), ('h1', timestamp '2024-01-01 00:06:30'), ('h2', timestamp '2024-01-01 00:00:00'), ('h2', timestamp '2024-01-01 00:02:00')) select * from (select host, lag(ts) over (partition by host order by ts) as last_ok, ts as back_at, ts - lag(ts) over (partition by host order by ts) as silence from hb) x where silence >= interval '2' minute order by silence desc, host

-- case: map_agg_contains_map_keys
with kv(entity, attr, val) as (values ('e1', 'color', 'red'), ('e1', 'size', 'L'), ('e2', 'color', 'blue'), ('e3', 'weight', '12')), p as (select entity, map_agg(attr, val) as kv from kv group by entity) select entity, kv['color'] as color, element_at(kv, 'size') as size, try_cast(element_at(kv, 'weight') as integer) as weight, cardinality(kv) as attrs from p where contains(map_keys(kv), 'color') order by entity

-- case: cohort_pay_map_values_map_filter
with cohort_pay(created_at, cohort, payers) as (values (date '2024-01-01', 'Day 0', 10), (date '2024-01-01', 'Day 1-3', 6), (date '2024-01-02', 'Day 0', 8), (date '2024-01-02', 'Day 4-7', 1)) select created_at, element_at(cp, 'Day 0') as "Day 0", element_at(cp, 'Day 1-3') as "Day 1-3", coalesce(element_at(cp, 'Day 4-7'), 0) as "Day 4-7", reduce(map_values(cp), 0, (s, x) -> s + x, s -> s) as total, array_sort(map_keys(map_filter(cp, (k, v) -> v >= 6))) as big from (select created_at, map_agg(cohort, payers) as cp from cohort_pay group by 1) order by created_at

-- case: histogram_reduce_map_values
with ev(user_id, event) as (values (1, 'click'), (1, 'click'), (1, 'view'), (2, 'view'), (2, 'buy')), h as (select user_id, histogram(event) as counts from ev group by user_id) select h.user_id, t.event, t.n, round(cast(t.n as double) / reduce(map_values(counts), cast(0 as bigint), (s, x) -> s + x, s -> s), 2) as share from h cross join unnest(counts) as t(event, n) order by h.user_id, t.event

-- case: budgets_map_zip_with_cross_join
with budgets(team, plan, actual) as (values ('data', map(array['jan', 'feb'], array[100, 120]), map(array['jan', 'feb', 'mar'], array[90, 150, 10])), ('web', map(array['jan'], array[50]), map(array['jan'], array[50]))) select team, k as month, v as diff from (select team, map_zip_with(plan, actual, (k, p, a) -> coalesce(a, 0) - coalesce(p, 0)) as diff from budgets) x cross join unnest(diff) as t(k, v) where v <> 0 order by team, k

-- case: raw_json_array_length_json_array_contains
with raw(payload) as (values '{"event":"order","id":17,"user":{"id":"u1","geo":{"country":"NO"}},"items":[{"sku":"a","qty":2,"price":"3.50"},{"sku":"b","qty":1,"price":"10.00"}],"tags":["new","promo"]}', '{"event":"order","id":18,"user":{"id":"u2"},"items":[],"tags":null}', '{"event":"refund","id":19,"user":{"id":"u1"},"items":[{"sku":"a","qty":-1,"price":"3.50"}]}') select cast(json_extract(payload, '$.id') as bigint) as id, json_extract_scalar(payload, '$.event') as event, coalesce(json_extract_scalar(payload, '$.user.geo.country'), '??') as country, json_array_length(json_extract(payload, '$.items')) as n_items, i.sku, i.qty, cast(i.price as decimal(10,2)) * i.qty as line_total, json_array_contains(json_extract(payload, '$.tags'), 'promo') as is_promo from raw left join unnest(cast(json_extract(payload, '$.items') as array(row(sku varchar, qty integer, price varchar)))) as i(sku, qty, price) on true order by id, sku

-- case: json_value_json_exists_json_query
with logs(id, body) as (values (1, '{"level":"error","ctx":{"code":500,"tags":["a","b"]}}'), (2, '{"level":"info","ctx":{"code":"200"}}'), (3, '{"level":"warn"}'), (4, 'not json')) select id, json_value(body, 'lax $.level') as level, json_value(body, 'lax $.ctx.code' returning bigint default -1 on empty null on error) as code, json_exists(body, 'lax $.ctx.tags[*] ? (@ == "b")') as has_b, json_query(body, 'lax $.ctx.tags') as tags from logs order by id

-- case: element_at_cardinality_filter
with ga(event_name, event_params) as (values ('page_view', array[cast(row('page_location', row('https://a.io/x', null)) as row(key varchar, value row(string_value varchar, int_value bigint))), cast(row('ga_session_id', row(null, 1234567890)) as row(key varchar, value row(string_value varchar, int_value bigint)))]), ('purchase', array[cast(row('transaction_id', row('T-1', null)) as row(key varchar, value row(string_value varchar, int_value bigint)))])) select event_name, element_at(filter(event_params, p -> p.key = 'page_location'), 1).value.string_value as page_location, max(if(u.k = 'ga_session_id', u.v.int_value)) as session_id, cardinality(event_params) as n from ga cross join unnest(event_params) as u(k, v) group by event_name, event_params order by event_name

-- case: export_split_part_reduce
with export(line) as (values '{"Item":{"pk":{"S":"USER#1"},"sk":{"S":"PROFILE"},"name":{"S":"Ann"},"age":{"N":"31"},"active":{"BOOL":true},"roles":{"SS":["admin","dev"]}}}', '{"Item":{"pk":{"S":"USER#1"},"sk":{"S":"ORDER#2024-01-05#77"},"total":{"N":"19.90"},"lines":{"L":[{"M":{"sku":{"S":"x"},"qty":{"N":"2"}}},{"M":{"sku":{"S":"y"},"qty":{"N":"1"}}}]}}}', '{"Item":{"pk":{"S":"USER#2"},"sk":{"S":"PROFILE"},"name":{"NULL":true},"age":{"N":"44"}}}') select split_part(json_extract_scalar(line, '$.Item.pk.S'), '#', 2) as user_id, split_part(json_extract_scalar(line, '$.Item.sk.S'), '#', 1) as entity, json_extract_scalar(line, '$.Item.name.S') as name, cast(json_extract_scalar(line, '$.Item.age.N') as integer) as age, cast(json_extract_scalar(line, '$.Item.total.N') as decimal(12,2)) as total, cast(json_extract(line, '$.Item.roles.SS') as array(varchar)) as roles, reduce(coalesce(cast(json_extract(line, '$.Item.lines.L') as array(json)), array[]), 0, (s, x) -> s + cast(json_extract_scalar(x, '$.M.qty.N') as integer), s -> s) as units from export order by user_id, entity desc

-- case: incr_date_format_from_unixtime
with incr(pk, write_micros, old_image, new_image) as (values ('P#1', 1704067200000000, null, '{"stock":{"N":"5"}}'), ('P#1', 1704070800123456, '{"stock":{"N":"5"}}', '{"stock":{"N":"3"}}'), ('P#2', 1704067201000000, null, '{"stock":{"N":"9"}}'), ('P#2', 1704067999000000, '{"stock":{"N":"9"}}', null), ('P#3', 1704067300000000, null, '{"stock":{"N":"1"}}')), latest as (select *, row_number() over (partition by pk order by write_micros desc) as rn, count(*) over (partition by pk) as versions from incr) select pk, cast(json_extract_scalar(new_image, '$.stock.N') as bigint) as stock, date_format(from_unixtime(write_micros / 1000000, 'UTC'), '%Y-%m-%dT%H:%i:%sZ') as written_at, versions, if(new_image is null, 'REMOVE', if(old_image is null, 'INSERT', 'MODIFY')) as op from latest where rn = 1 order by pk

-- case: substr_starts_with_array_join
with t(pk, sk, attrs) as (values ('ORG#1', 'META', '{"name":"Acme"}'), ('ORG#1', 'USER#7', '{"role":"owner"}'), ('ORG#1', 'USER#8', '{"role":"viewer"}'), ('ORG#2', 'META', '{"name":"Zed"}')), orgs as (select pk, json_extract_scalar(attrs, '$.name') as org from t where sk = 'META'), users as (select pk, substr(sk, 6) as uid, json_extract_scalar(attrs, '$.role') as role from t where starts_with(sk, 'USER#')) select o.org, count(u.uid) as members, coalesce(array_join(array_agg(u.uid || ':' || u.role order by u.uid) filter (where u.uid is not null), ', '), '-') as who from orgs o left join users u on u.pk = o.pk group by o.org order by o.org

-- case: lineitem_avg_interval
with lineitem(l_returnflag, l_linestatus, l_quantity, l_extendedprice, l_discount, l_tax, l_shipdate) as (values ('A', 'F', 17.00, 21168.23, 0.04, 0.02, date '1996-03-13'), ('A', 'F', 36.00, 45983.16, 0.09, 0.06, date '1996-04-12'), ('N', 'O', 8.00, 13309.60, 0.10, 0.02, date '1998-09-01'), ('N', 'O', 28.00, 28955.64, 0.09, 0.06, date '1998-11-30'), ('R', 'F', 24.00, 22824.48, 0.10, 0.04, date '1994-03-30')) select l_returnflag, l_linestatus, sum(l_quantity) as sum_qty, sum(l_extendedprice) as sum_base_price, sum(l_extendedprice * (1 - l_discount)) as sum_disc_price, sum(l_extendedprice * (1 - l_discount) * (1 + l_tax)) as sum_charge, avg(l_quantity) as avg_qty, avg(l_extendedprice) as avg_price, avg(l_discount) as avg_disc, count(*) as count_order from lineitem where l_shipdate <= date '1998-12-01' - interval '90' day group by l_returnflag, l_linestatus order by l_returnflag, l_linestatus

-- case: orders_lineitem_exists
with orders(o_orderkey, o_orderpriority, o_orderdate) as (values (1, '5-LOW', date '1993-07-15'), (2, '1-URGENT', date '1993-08-01'), (3, '1-URGENT', date '1993-09-30'), (4, '3-MEDIUM', date '1993-10-01'), (5, '5-LOW', date '1993-09-01')), lineitem(l_orderkey, l_commitdate, l_receiptdate) as (values (1, date '1993-08-01', date '1993-08-05'), (1, date '1993-08-01', date '1993-08-09'), (2, date '1993-09-01', date '1993-08-20'), (3, date '1993-10-10', date '1993-10-11'), (4, date '1993-10-10', date '1993-10-19')) select o_orderpriority, count(*) as order_count from orders where o_orderdate >= date '1993-07-01' and o_orderdate < date '1993-07-01' + interval '3' month and exists (select * from lineitem where l_orderkey = o_orderkey and l_commitdate < l_receiptdate) group by o_orderpriority order by o_orderpriority

-- case: customer_orders_like
with customer(c_custkey) as (values 1, 2, 3, 4), orders(o_orderkey, o_custkey, o_comment) as (values (10, 1, 'carefully final'), (11, 1, 'special packages requests'), (12, 2, 'ironic'), (13, 2, 'quick deposits'), (14, 3, 'very special customer requests sleep')) select c_count, count(*) as custdist from (select c_custkey, count(o_orderkey) as c_count from customer left outer join orders on c_custkey = o_custkey and o_comment not like '%special%requests%' group by c_custkey) as c_orders group by c_count order by custdist desc, c_count desc

-- case: part_lineitem_like
with part(p_partkey, p_type) as (values (1, 'PROMO BURNISHED COPPER'), (2, 'LARGE BRUSHED BRASS'), (3, 'PROMO PLATED TIN')), lineitem(l_partkey, l_extendedprice, l_discount, l_shipdate) as (values (1, 1000.00, 0.05, date '1995-09-10'), (2, 2000.00, 0.00, date '1995-09-20'), (3, 500.00, 0.10, date '1995-09-30'), (3, 500.00, 0.10, date '1995-10-01')) select 100.00 * sum(case when p_type like 'PROMO%' then l_extendedprice * (1 - l_discount) else 0 end) / sum(l_extendedprice * (1 - l_discount)) as promo_revenue from lineitem, part where l_partkey = p_partkey and l_shipdate >= date '1995-09-01' and l_shipdate < date '1995-09-01' + interval '1' month

-- case: customer_substring_exists
with customer(c_custkey, c_phone, c_acctbal) as (values (1, '13-761-555-1111', 9000.50), (2, '31-222-555-2222', 120.00), (3, '13-333-555-3333', 0.00), (4, '23-444-555-4444', 7500.00), (5, '99-000-555-0000', 9999.99)), orders(o_custkey) as (values 2, 5) select cntrycode, count(*) as numcust, sum(c_acctbal) as totacctbal from (select substring(c_phone from 1 for 2) as cntrycode, c_acctbal from customer where substring(c_phone from 1 for 2) in ('13', '31', '23') and c_acctbal > (select avg(c_acctbal) from customer where c_acctbal > 0.00 and substring(c_phone from 1 for 2) in ('13', '31', '23')) and not exists (select * from orders where o_custkey = c_custkey)) as custsale group by cntrycode order by cntrycode

-- case: store_sales_dense_rank
with store_sales(i_class, i_item_id, price) as (values ('shirts', 'AAA', 100.00), ('shirts', 'AAB', 300.00), ('pants', 'BBB', 50.00), ('pants', 'BBC', 150.00), ('pants', 'BBC', 50.00)) select i_item_id, i_class, sum(price) as itemrevenue, sum(price) * 100 / sum(sum(price)) over (partition by i_class) as revenueratio, dense_rank() over (order by sum(price) desc) as dr from store_sales group by i_item_id, i_class order by i_class, i_item_id, revenueratio

-- case: grouping_rank_rollup
with sales(cat, class, net_profit, ext_price) as (values ('Books', 'fiction', 10.00, 100.00), ('Books', 'travel', -5.00, 50.00), ('Music', 'rock', 30.00, 120.00), ('Music', 'rock', 5.00, 30.00)) select cast(sum(net_profit) as double) / cast(sum(ext_price) as double) as gross_margin, cat, class, grouping(cat) + grouping(class) as lochierarchy, rank() over (partition by grouping(cat) + grouping(class), case when grouping(class) = 0 then cat end order by cast(sum(net_profit) as double) / cast(sum(ext_price) as double)) as rank_within_parent from sales group by rollup (cat, class) order by lochierarchy desc, case when lochierarchy = 0 then cat end, rank_within_parent, cat

-- case: emp_tree_lpad
WITH RECURSIVE emp(id, mgr, name) AS (VALUES (1, NULL, 'Cleo'), (2, 1, 'Max'), (3, 1, 'Ivy'), (4, 3, 'Jo'), (5, 4, 'Al')), tree(id, path, depth) AS (SELECT id, CAST(name AS varchar), 1 FROM emp WHERE mgr IS NULL UNION ALL SELECT e.id, t.path || ' > ' || e.name, t.depth + 1 FROM emp e JOIN tree t ON e.mgr = t.id) SELECT id, lpad('', 2 * (depth - 1), '.') || element_at(split(path, ' > '), -1) AS label, path, depth FROM tree ORDER BY path

-- case: between_range_groups
with tx(acct, d, amount) as (values ('x', date '2024-01-01', 100.00), ('x', date '2024-01-03', -30.00), ('x', date '2024-01-09', 50.00), ('x', date '2024-01-10', -10.00), ('y', date '2024-01-02', 5.00)) select acct, d, amount, sum(amount) over (partition by acct order by d) as balance, sum(amount) over (partition by acct order by d range between interval '7' day preceding and current row) as last_7d, count(*) over (partition by acct order by d groups between 1 preceding and 1 following) as neighbours from tx order by acct, d

-- case: scores_dense_rank_fetch
with scores(team, player, pts) as (values ('red', 'a', 10), ('red', 'b', 20), ('red', 'c', 20), ('blue', 'd', 7), ('blue', 'e', 9), ('blue', 'f', 8)) select team, player, pts from (select team, player, pts, dense_rank() over (partition by team order by pts desc) as dr from scores) r where dr <= 1 union all select 'league', player, pts from (select player, pts from scores order by pts desc fetch first 1 row with ties) x order by team, player

-- case: baskets_array_sort_combinations
with baskets(order_id, items) as (values (1, array['bread', 'milk', 'eggs']), (2, array['milk', 'bread']), (3, array['eggs', 'milk']), (4, array['tea'])), pairs as (select order_id, array_sort(c) as pair from baskets cross join unnest(combinations(items, 2)) as t(c) where cardinality(items) >= 2) select pair[1] as item_a, pair[2] as item_b, count(distinct order_id) as together, round(cast(count(distinct order_id) as double) / (select count(*) from baskets), 2) as support from pairs group by pair[1], pair[2] order by together desc, item_a, item_b

-- case: sqrt_abs_normal_cdf
with ab(variant, users, conversions) as (values ('control', 1000, 100), ('treatment', 1000, 130)), pooled as (select cast(max(if(variant = 'control', conversions)) as double) / max(if(variant = 'control', users)) as p1, cast(max(if(variant = 'treatment', conversions)) as double) / max(if(variant = 'treatment', users)) as p2, cast(sum(conversions) as double) / sum(users) as p, max(if(variant = 'control', users)) as n1, max(if(variant = 'treatment', users)) as n2 from ab) select round(p1, 4) as p1, round(p2, 4) as p2, round((p2 - p1) / p1, 3) as lift, round((p2 - p1) / sqrt(p * (1 - p) * (1e0 / n1 + 1e0 / n2)), 3) as z, abs((p2 - p1) / sqrt(p * (1 - p) * (1e0 / n1 + 1e0 / n2))) > 1.96 as significant, round(2 * (1 - normal_cdf(0, 1, (p2 - p1) / sqrt(p * (1 - p) * (1e0 / n1 + 1e0 / n2)))), 4) as p_value from pooled

-- case: people_regexp_replace_trim
with people(id, full_name, email) as (values (1, '  Ada LOVELACE ', 'Ada@Example.COM'), (2, 'alan turing', 'alan@turing.org '), (3, 'Ada Lovelace', 'ada@example.com')), norm as (select id, regexp_replace(lower(trim(full_name)), '(^|\s)(\w)', x -> x[1] || upper(x[2])) as name, lower(trim(email)) as email from people), numbered as (select *, row_number() over (partition by email order by id) as rn, first_value(id) over (partition by email order by id) as master_id from norm) select id, name, email, split_part(email, '@', 2) as domain, master_id, rn > 1 as is_duplicate, regexp_replace(email, '^(.).*(@.*)$', '$1***$2') as masked from numbered order by id

-- case: at_timezone_hour_timezone_minute
with ev(utc_ts, tz) as (values (timestamp '2024-03-10 06:59:59', 'America/New_York'), (timestamp '2024-03-10 07:00:00', 'America/New_York'), (timestamp '2024-10-27 00:30:00', 'Europe/Berlin'), (timestamp '2024-07-01 12:00:00', 'Asia/Kolkata')) select utc_ts, tz, cast(at_timezone(with_timezone(utc_ts, 'UTC'), tz) as timestamp(0)) as local_ts, hour(at_timezone(with_timezone(utc_ts, 'UTC'), tz)) as local_hour, date(at_timezone(with_timezone(utc_ts, 'UTC'), tz)) <> date(utc_ts) as other_day, timezone_minute(at_timezone(with_timezone(utc_ts, 'UTC'), tz)) as off_min from ev order by utc_ts

-- case: subs_lag_listagg
with subs(id, plan, started, ended, mrr) as (values (1, 'basic', date '2024-01-15', date '2024-03-10', 10), (2, 'pro', date '2024-02-01', cast(null as date), 50), (3, 'basic', date '2024-03-05', date '2024-03-20', 10)), months as (select m from unnest(sequence(date '2024-01-01', date '2024-04-01', interval '1' month)) as t(m)) select m as month, count(s.id) as active_subs, coalesce(sum(s.mrr), 0) as mrr, coalesce(sum(s.mrr), 0) - lag(coalesce(sum(s.mrr), 0), 1, 0) over (order by m) as net_new_mrr, coalesce(listagg(s.plan, '+') within group (order by s.id), '') as plans from months left join subs s on s.started < m + interval '1' month and coalesce(s.ended, date '9999-12-31') >= m + interval '1' month group by m order by m

-- case: src_date_parse_regexp_like
with src(line) as (values '2024-05-01T12:00:00Z ERROR [db] timeout after 3000ms', '2024-05-01T12:00:05Z INFO [web] GET /health 200 2ms', 'garbage', '2024-05-01T12:01:00Z ERROR [web] upstream timeout after 150ms') select regexp_extract(line, '^(\S+)Z (\w+) \[(\w+)\]', 2) as level, regexp_extract(line, '\[(\w+)\]', 1) as component, count(*) as n, max(cast(regexp_extract(line, '(\d+)ms', 1) as integer)) as max_ms, min(date_parse(substr(line, 1, 19), '%Y-%m-%dT%H:%i:%s')) as first_at from src where regexp_like(line, '^\d{4}-\d{2}-\d{2}T') group by 1, 2 order by level, component

-- case: events_row_number
-- fails: syntax error
WITH events(user_id, ts, name) AS (VALUES (1, DATE '2024-01-01', 'a'), (1, DATE '2024-01-02', 'b'), (2, DATE '2024-01-01', 'a')) SELECT user_id, name, ts FROM events QUALIFY row_number() OVER (PARTITION BY user_id ORDER BY ts DESC) = 1 ORDER BY user_id

-- case: cur_date_trunc
-- fails: column not found
WITH cur(service, d, cost) AS (VALUES ('EC2', DATE '2024-01-03', 10.0), ('EC2', DATE '2024-02-03', 12.0), ('S3', DATE '2024-02-05', 1.5)) SELECT date_trunc('month', d) AS bill_month, sum(cost) AS cost FROM cur GROUP BY bill_month ORDER BY bill_month

-- case: alb_logs
-- fails: type mismatch
WITH alb_logs(path, target_status_code) AS (VALUES ('/a', '200'), ('/b', '502'), ('/c', '-')) SELECT path, count(*) AS errors FROM alb_logs WHERE target_status_code >= 500 GROUP BY path ORDER BY path

-- case: orders_again
-- fails: column not found
WITH orders(id, price, qty) AS (VALUES (1, 9.5, 2), (2, 3.0, 10), (3, 1.0, 1)) SELECT id, price * qty AS total FROM orders WHERE total > 15 ORDER BY id

-- case: users
-- fails: syntax error
WITH users(id, email) AS (VALUES (1, 'Ann@Example.com'), (2, 'bob@test.org')) SELECT id, email FROM users WHERE email ILIKE '%example%' ORDER BY id

-- case: trips
-- fails: type mismatch
WITH trips(id, started) AS (VALUES (1, DATE '2024-01-01'), (2, DATE '2024-06-01')) SELECT id, started FROM trips WHERE started >= '2024-03-01' ORDER BY id
