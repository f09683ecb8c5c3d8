-- A third set, on what is easily taken wrongly.

-- case: n01
SELECT CAST(TIMESTAMP '2026-01-05 10:00:00.123' AS varchar) AS a, CAST(DATE '2026-01-05' AS varchar) AS b, CAST(TIMESTAMP '2026-01-05 10:00:00 UTC' AS varchar) AS c, CAST(true AS varchar) AS d, CAST(1.0 AS varchar) AS e, CAST(1e0 AS varchar) AS f, CAST(REAL '1.5' AS varchar) AS g, CAST(INTERVAL '1' DAY AS varchar) AS h

-- case: n02
SELECT CAST('2026-01-05' AS date) AS a, CAST('2026-01-05 10:00' AS timestamp) AS b, CAST('10:00:01' AS time) AS c, CAST('2026-01-05 10:00:00 Europe/Paris' AS timestamp with time zone) AS d, CAST('true' AS boolean) AS e, CAST('1e3' AS double) AS f, CAST('7' AS tinyint) AS g, CAST('  1.5  ' AS double) AS h

-- case: n03
SELECT CAST(2147483647 AS integer) + BIGINT '1' AS a, CAST(1.5 AS bigint) AS b, CAST(-1.5 AS bigint) AS c, CAST(1.5e0 AS bigint) AS d, CAST(2.5e0 AS bigint) AS e, CAST(true AS integer) AS f, CAST(0 AS boolean) AS g, CAST(12345.678 AS decimal(7,2)) AS h, CAST(1e0/3 AS real) AS i

-- case: n04
-- fails: too big
SELECT 2147483647 + 1

-- case: n05
-- fails: too big
SELECT CAST(300 AS tinyint)

-- case: n06
SELECT 0.1 + 0.2 AS a, 0.1e0 + 0.2e0 AS b, 1.10 * 1.1 AS c, 10.00 / 3 AS d, 1 / 0.3 AS e, 7 % 2.5 AS f, -7.5 % 2 AS g, 100 * 1.005 AS h, round(1.005, 2) AS i, round(0.285e0, 2) AS j

-- case: n07
SELECT avg(x) AS a, sum(x) AS s, avg(y) AS b, sum(y) AS t, avg(z) AS c, sum(z) AS u FROM (VALUES (1, 1.5, REAL '0.1'), (2, 2.25, REAL '0.2')) AS v(x, y, z)

-- case: n08
SELECT min(s) AS a, max(s) AS b, count(s) AS c, max(length(s)) AS d, min(b) AS e, max(b) AS f FROM (VALUES ('b', true), ('B', false), ('', NULL), (NULL, true)) AS t(s, b)

-- case: n09
SELECT x, y FROM (VALUES (1, NULL), (NULL, 2), (1, 1), (NULL, NULL)) AS t(x, y) ORDER BY x DESC, y

-- case: n10
SELECT DISTINCT x, y FROM (VALUES (1, NULL), (1, NULL), (1, 0)) AS t(x, y) ORDER BY y NULLS FIRST

-- case: n11
SELECT 'abc' < 'abd' AS a, 'a' < 'B' AS b, '10' < '9' AS c, 'a ' = 'a' AS d, '' IS NULL AS e, 'é' > 'z' AS f, 'a' BETWEEN 'A' AND 'z' AS g

-- case: n12
SELECT substr('hello', 0) AS a, substr('hello', -2) AS b, substr('hello', 2, 100) AS c, substr('hello', 10) AS d, substr('hello', 3, 0) AS e, split_part('a.b', '.', 3) AS f, split('a,b,', ',') AS g, split('', ',') AS h, split('a,b,c', ',', 2) AS i, strpos('abc', 'z') AS j

-- case: n13
SELECT element_at(ARRAY[1, 2], 5) AS a, element_at(MAP(ARRAY['a'], ARRAY[1]), 'b') AS b, ARRAY[1, NULL][2] AS c, cardinality(ARRAY[]) AS d, array_max(ARRAY[1, NULL]) AS e, array_sort(ARRAY[3, NULL, 1]) AS f, array_distinct(ARRAY[1, NULL, NULL, 1]) AS g, array_join(ARRAY[1, NULL, 2], ',') AS h, array_join(ARRAY[1, NULL, 2], ',', '?') AS i, contains(ARRAY[1, NULL], 2) AS j

-- case: n14
-- fails: no such place
SELECT ARRAY[1, 2][3]

-- case: n15
-- fails: no such key
SELECT MAP(ARRAY['a'], ARRAY[1])['b']

-- case: n16
SELECT date_trunc('week', DATE '2026-01-01') AS a, date_trunc('quarter', TIMESTAMP '2026-05-05 10:00:00') AS b, date_trunc('hour', TIMESTAMP '2026-01-05 10:59:59.999') AS c, date_diff('day', TIMESTAMP '2026-01-01 23:00:00', TIMESTAMP '2026-01-02 22:00:00') AS d, date_diff('hour', TIMESTAMP '2026-01-01 10:59:00', TIMESTAMP '2026-01-01 12:00:00') AS e, date_diff('month', TIMESTAMP '2026-01-15 00:00:00', TIMESTAMP '2026-02-14 23:59:59') AS f

-- case: n17
-- fails: no hours in a date
SELECT date_add('month', -1, TIMESTAMP '2026-03-31 10:00:00') AS a, date_add('year', 1, DATE '2028-02-29') AS b, DATE '2026-01-01' + INTERVAL '36' HOUR AS c FROM (VALUES 1) AS t(x)

-- case: n18
SELECT DATE '2026-01-01' + INTERVAL '1' DAY AS a, TIMESTAMP '2026-01-01 00:00:00' + INTERVAL '1' YEAR AS b, INTERVAL '1' YEAR + INTERVAL '2' MONTH AS c, INTERVAL '10' SECOND * 2.5 AS d, TIMESTAMP '2026-03-28 12:00:00 Europe/Paris' + INTERVAL '1' DAY AS e, TIME '23:00:00' + INTERVAL '2' HOUR AS f

-- case: n19
-- fails: %w is not one of them
SELECT date_format(TIMESTAMP '2026-01-05 03:04:05.678', '%a %b %c %d %e %f %H %h %i %k %l %M %m %p %r %S %s %T %v %W %w %Y %y %%') AS a

-- case: n20
SELECT format_datetime(TIMESTAMP '2026-01-05 15:04:05.678', 'yyyy-MM-dd''T''HH:mm:ss.SSS') AS a, format_datetime(TIMESTAMP '2026-01-05 15:04:05 Europe/Paris', 'yyyyMMdd HH:mm ZZ z') AS b, parse_datetime('2026-01-05T10:00:00+02:00', 'yyyy-MM-dd''T''HH:mm:ssZ') AS c, date_parse('2026-1-5', '%Y-%c-%e') AS d, to_iso8601(TIMESTAMP '2026-01-05 10:00:00') AS e

-- case: n21
SELECT json_extract_scalar('{"a":1.50}', '$.a') AS a, json_extract_scalar('{"a":true}', '$.a') AS b, json_extract('{"a":[1, 2 ]}', '$.a') AS c, json_extract_scalar('{"a":{"b":1}}', '$.a') AS d, json_extract_scalar('bad', '$.a') AS e, json_format(json_parse('{"b":1,"a":[true,null,"x"]}')) AS f, json_extract_scalar('[10,20]', '$[1]') AS g, json_extract('{"a b":1}', '$["a b"]') AS h, CAST(json_extract('{"a":"7"}', '$.a') AS integer) AS i

-- case: n22
-- fails: no cast from json to date
SELECT CAST(json_parse('[1,"2",null]') AS array(varchar)) AS a, CAST(json_parse('{"a":{"b":[1]}}') AS map(varchar, json)) AS b, CAST(json_parse('{"X":1,"y":"z"}') AS row(x integer, y varchar)) AS c, CAST(json_parse('"2026-01-05"') AS date) AS d, CAST(json_parse('1.9') AS integer) AS e

-- case: n23
SELECT regexp_extract('abc', '(x)?b', 1) AS a, regexp_replace('aaa', 'a*', 'x') AS b, regexp_replace('abc', '') AS c, regexp_split('abc', '') AS d, regexp_extract_all('a1b2', '[a-z](\d)', 1) AS e, regexp_like('a.b', 'a\.b') AS f, regexp_replace('abc', '(a)(b)', '$2$1') AS g, regexp_replace('a$b', '\$', 'S') AS h, regexp_like('', '^$') AS i

-- case: n24
SELECT lag(x) OVER (PARTITION BY g ORDER BY i) AS a, sum(x) OVER (PARTITION BY g ORDER BY i ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS b, count(*) OVER (PARTITION BY g) AS c, max(x) OVER (PARTITION BY g ORDER BY i DESC) AS d, rank() OVER (PARTITION BY g ORDER BY x) AS e FROM (VALUES ('a', 1, 5), ('a', 2, 5), ('a', 3, 1), ('b', 1, 9)) AS t(g, i, x) ORDER BY g, i

-- case: n25
SELECT sum(x) OVER (ORDER BY x) AS peers, sum(x) OVER (ORDER BY x ROWS UNBOUNDED PRECEDING) AS running, count(*) OVER (ORDER BY x GROUPS BETWEEN 1 PRECEDING AND CURRENT ROW) AS grp, percent_rank() OVER (ORDER BY x) AS p, cume_dist() OVER (ORDER BY x) AS c FROM (VALUES 1, 2, 2, 4) AS t(x) ORDER BY x, running

-- case: n26
SELECT g, array_agg(x ORDER BY x DESC) AS a, max_by(x, y) AS b, min_by(x, y) AS c, count(DISTINCT x) AS d, sum(DISTINCT x) AS e, approx_distinct(x) AS f FROM (VALUES ('p', 1, 9), ('p', 1, 3), ('p', 2, NULL), ('q', NULL, 1)) AS t(g, x, y) GROUP BY g ORDER BY g

-- case: n27
SELECT a.x, b.y, c.z FROM (VALUES 1, 2, 3) AS a(x) LEFT JOIN (VALUES (1, 'p'), (3, 'r')) AS b(k, y) ON a.x = b.k LEFT JOIN (VALUES ('p', true)) AS c(k, z) ON b.y = c.k ORDER BY a.x

-- case: n28
SELECT a.x, count(b.k) AS n, coalesce(sum(b.v), 0) AS s FROM (VALUES 1, 2) AS a(x) LEFT JOIN (VALUES (1, 10), (1, 20)) AS b(k, v) ON a.x = b.k AND b.v > 10 GROUP BY a.x ORDER BY a.x

-- case: n29
SELECT x FROM (VALUES 1, 2, NULL) AS t(x) WHERE x NOT IN (SELECT y FROM (VALUES 1, NULL) AS u(y))

-- case: n30
SELECT x FROM (VALUES 1, 2, NULL) AS t(x) WHERE NOT EXISTS (SELECT 1 FROM (VALUES 1, NULL) AS u(y) WHERE y = x) ORDER BY x

-- case: n31
SELECT x FROM (VALUES 1, 2, 3) AS t(x) WHERE x = ANY (SELECT y FROM (VALUES 2, 3) AS u(y)) AND x <> ALL (SELECT y FROM (VALUES 3) AS u(y))

-- case: n32
SELECT (SELECT 1 WHERE false) IS NULL AS a, (SELECT max(x) FROM (VALUES 1) AS t(x) WHERE x > 5) AS b, EXISTS (SELECT 1 WHERE false) AS c, 1 IN (SELECT 1 WHERE false) AS d, NULL IN (SELECT 1 WHERE false) AS e, 1 > ALL (SELECT 1 WHERE false) AS f

-- case: n33
-- fails: two rows
SELECT (SELECT x FROM (VALUES 1, 2) AS t(x))

-- case: n34
SELECT k, v FROM (VALUES (MAP(ARRAY['b', 'a'], ARRAY[2, 1]))) AS t(m) CROSS JOIN UNNEST(m) AS u(k, v) ORDER BY k

-- case: n35
SELECT t.id, x, y, n FROM (VALUES (1, ARRAY[1, 2], ARRAY['a'])) AS t(id, xs, ys) CROSS JOIN UNNEST(xs, ys) WITH ORDINALITY AS u(x, y, n) ORDER BY n

-- case: n36
SELECT transform_values(MAP(ARRAY['a', 'b'], ARRAY[1, 2]), (k, v) -> k || CAST(v AS varchar)) AS a, map_filter(MAP(ARRAY['a', 'b'], ARRAY[1, 2]), (k, v) -> v > 1) AS b, map_concat(MAP(ARRAY['a'], ARRAY[1]), MAP(ARRAY['a'], ARRAY[2])) AS c, map_entries(MAP(ARRAY['a'], ARRAY[1])) AS d, zip_with(ARRAY[1, 2], ARRAY[3], (x, y) -> coalesce(x, 0) + coalesce(y, 0)) AS e

-- case: n37
SELECT approx_percentile(x, 0.5) AS a, approx_percentile(x, 0.99) AS b, approx_percentile(d, 0.5) AS c FROM (VALUES (1, 1.5e0), (2, 2.5e0), (3, 3.5e0), (4, 4.5e0)) AS t(x, d)

-- case: n38
SELECT count(*) AS n FROM (VALUES 1, 2, 3) AS t(x) HAVING count(*) > 5

-- case: n39
SELECT 1 AS a, 2 AS a, 3

-- case: n40
SELECT t.*, x + 1 AS y FROM (VALUES (1, 'a')) AS t(x, s)

-- case: n41
SELECT * FROM (VALUES (1, 'a')) AS a(id, x) JOIN (VALUES (1, 'b')) AS b(id, x) ON a.id = b.id

-- case: n42
SELECT * FROM (VALUES (1, 'a')) AS a(id, x) JOIN (VALUES (1, 'b')) AS b(id, y) USING (id)

-- case: n43
-- fails: grouping() is not for ORDER BY beside an alias
SELECT coalesce(g, 'all') AS g, h, sum(x) AS s FROM (VALUES ('a', 'p', 1), ('b', 'p', 2), (NULL, 'q', 4)) AS t(g, h, x) GROUP BY ROLLUP (g, h) ORDER BY grouping(g, h), 1, 2, 3

-- case: n44
SELECT year(d) AS y, month(d) AS m, count(*) AS n FROM (VALUES DATE '2026-01-05', DATE '2026-01-06', DATE '2025-01-01') AS t(d) GROUP BY year(d), month(d) ORDER BY y, m

-- case: n45
SELECT CASE WHEN x > 1 THEN 'many' END AS a, count(*) AS n FROM (VALUES 1, 2, 3) AS t(x) GROUP BY CASE WHEN x > 1 THEN 'many' END ORDER BY n

-- case: n46
SELECT x FROM (VALUES 5, 3, 9) AS t(x) ORDER BY x DESC OFFSET 1 ROW FETCH NEXT 1 ROW ONLY

-- case: n47
WITH a AS (SELECT 1 AS x), b AS (SELECT x + 1 AS x FROM a), c AS (SELECT * FROM a UNION ALL SELECT * FROM b) SELECT sum(x) AS s, count(*) AS n FROM c

-- case: n48
SELECT bitwise_and(12, 10) AS a, bitwise_or(12, 10) AS b, bitwise_xor(12, 10) AS c, bitwise_not(0) AS d, bitwise_right_shift(8, 2) AS e, to_base(10, 2) AS f, from_base('zz', 36) AS g, pi() AS h, round(e(), 4) AS i, degrees(pi()) AS j, truncate(-1.7e0) AS k, floor(-1.5) AS l, ceiling(1.2e0) AS m

-- case: n49
SELECT hamming_distance('ab', 'ac') AS a, soundex('Miller') AS b, translate('hello', 'el', 'ip') AS c, rpad('ab', 5, 'xy') AS d, lpad('abcdef', 3, 'x') AS e, chr(65) AS f, codepoint('€') AS g, concat(ARRAY[1], ARRAY[2]) AS h, ARRAY[1] || 2 AS i, 'a' || NULL AS j

-- case: n50
SELECT typeof(1) AS a, typeof(1.5) AS b, typeof(1e0) AS c, typeof(NULL) AS d, typeof(DATE '2026-01-01') AS e, typeof(ARRAY[1]) AS f, typeof(1 + BIGINT '1') AS g, typeof(now()) AS h, typeof(INTERVAL '1' DAY) AS i, typeof(ROW(1, true)) AS j, typeof(CAST(1 AS decimal(10,2)) * CAST(1 AS decimal(5,1))) AS k

-- case: n51
SELECT x, y FROM (SELECT x, CASE WHEN x <> 0 THEN 100 / x END AS y FROM (VALUES 0, 4, 50) AS t(x)) AS q WHERE y > 3

-- case: n52
SELECT d.day, count(o.id) AS orders, coalesce(sum(o.total), 0.00) AS total FROM UNNEST(sequence(DATE '2026-01-01', DATE '2026-01-03')) AS d(day) LEFT JOIN (VALUES (1, TIMESTAMP '2026-01-01 10:00:00', 9.99), (2, TIMESTAMP '2026-01-03 00:00:00', 1.01)) AS o(id, placed, total) ON CAST(o.placed AS date) = d.day GROUP BY d.day ORDER BY d.day

-- case: n53
SELECT CAST(ROW(1, ROW('a', ARRAY[true])) AS row(x integer, y row(s varchar, b array(boolean)))).y.b[1] AS a, CAST(ARRAY[1, 2] AS array(varchar)) AS b, CAST(MAP(ARRAY[1], ARRAY['2']) AS map(varchar, integer)) AS c

-- case: n54
SELECT count_if(x > 1) AS a, count_if(x IS NULL) AS b, bool_and(x > 0) AS c, every(x IS NOT NULL) AS d, arbitrary(x) IS NOT NULL AS e, listagg(CAST(x AS varchar), ',') WITHIN GROUP (ORDER BY x DESC) AS f FROM (VALUES 1, 2, NULL) AS t(x)

-- case: n55
SELECT to_unixtime(TIMESTAMP '2026-01-05 00:00:00.5') AS a, from_unixtime(1.5) AS b, from_unixtime(1767571200, 2, 30) AS c, date(TIMESTAMP '2026-01-05 23:59:59') AS d, CAST(TIMESTAMP '2026-01-05 23:30:00 America/New_York' AS date) AS e, CAST(TIMESTAMP '2026-01-05 23:30:00 America/New_York' AS timestamp) AS f, TIMESTAMP '2026-01-05 23:30:00 America/New_York' = TIMESTAMP '2026-01-06 04:30:00 UTC' AS g
