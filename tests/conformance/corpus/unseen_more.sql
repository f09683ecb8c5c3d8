-- A second set that was written down before any of it ran.

-- case: m01
SELECT department, name, salary FROM (SELECT department, name, salary, dense_rank() OVER (PARTITION BY department ORDER BY salary DESC) AS r FROM (VALUES ('it', 'a', 10), ('it', 'b', 20), ('it', 'c', 20), ('hr', 'd', 5)) AS e(department, name, salary)) WHERE r <= 2 ORDER BY 1, 3 DESC, 2

-- case: m02
SELECT e.name, m.name AS manager FROM (VALUES (1, 'ann', NULL), (2, 'bob', 1), (3, 'cy', 1)) AS e(id, name, boss) LEFT JOIN (VALUES (1, 'ann', NULL), (2, 'bob', 1)) AS m(id, name, boss) ON e.boss = m.id ORDER BY e.id

-- case: m03
WITH RECURSIVE tree(id, path, depth) AS (SELECT id, CAST(name AS varchar), 0 FROM (VALUES (1, 'root', NULL), (2, 'a', 1), (3, 'b', 2)) AS n(id, name, parent) WHERE parent IS NULL UNION ALL SELECT n.id, t.path || '/' || n.name, t.depth + 1 FROM tree t JOIN (VALUES (1, 'root', NULL), (2, 'a', 1), (3, 'b', 2)) AS n(id, name, parent) ON n.parent = t.id) SELECT * FROM tree ORDER BY depth

-- case: m04
SELECT date_trunc('month', d) AS m, count(*) FILTER (WHERE status = 'paid') AS paid, count(*) AS n, CAST(count(*) FILTER (WHERE status = 'paid') AS double) / count(*) AS rate FROM (VALUES (DATE '2026-01-31', 'paid'), (DATE '2026-01-01', 'open'), (DATE '2026-02-01', 'paid')) AS o(d, status) GROUP BY 1 ORDER BY 1

-- case: m05
SELECT a, b, sum(c) AS s, grouping(a, b) AS g FROM (VALUES ('x', 'p', 1), ('x', 'q', 2), ('y', 'p', 4)) AS t(a, b, c) GROUP BY CUBE (a, b) ORDER BY g, a, b

-- case: m06
SELECT try_cast('12.5' AS integer) AS a, try_cast(' 12' AS integer) AS b, CAST('12.50' AS decimal(5,1)) AS c, CAST(12.55 AS decimal(5,1)) AS d, CAST(-12.55 AS decimal(5,1)) AS e, CAST(1e15 AS varchar) AS f, CAST(0.1e0 AS varchar) AS g, CAST(DECIMAL '1.10' AS varchar) AS h

-- case: m07
SELECT 5 / 2 AS a, -5 / 2 AS b, -5 % 3 AS c, 5.0 / 2 AS d, 5 / 2.00 AS e, 1 / 3.0 AS f, 2e0 / 3 AS g, 10 * 0.10 AS h, DECIMAL '0.1' + DECIMAL '0.20' AS i, round(2.5) AS j, round(-2.5e0) AS k, round(1234.567, -2) AS l

-- case: m08
SELECT date_diff('month', DATE '2026-01-31', DATE '2026-02-28') AS a, date_diff('year', DATE '2024-02-29', DATE '2026-02-28') AS b, date_add('month', 1, DATE '2026-01-31') AS c, date_diff('week', DATE '2026-01-01', DATE '2026-01-15') AS d, date_diff('quarter', DATE '2025-12-31', DATE '2026-04-01') AS e, DATE '2026-03-31' - INTERVAL '1' MONTH AS f

-- case: m09
SELECT week(DATE '2026-12-31') AS a, year_of_week(DATE '2027-01-01') AS b, day_of_year(DATE '2028-12-31') AS c, day_of_week(DATE '2026-03-01') AS d, extract(quarter FROM DATE '2026-08-01') AS e, last_day_of_month(DATE '2028-02-10') AS f, date_format(DATE '2026-01-05', '%W %j %v %x') AS g

-- case: m10
SELECT at_timezone(TIMESTAMP '2026-03-29 00:30:00 UTC', 'Europe/Berlin') AS a, TIMESTAMP '2026-03-29 01:30:00 UTC' AT TIME ZONE 'Europe/Berlin' AS b, CAST(TIMESTAMP '2026-03-29 01:30:00 UTC' AT TIME ZONE 'Europe/Berlin' AS date) AS c, date_trunc('day', TIMESTAMP '2026-03-28 23:30:00 UTC' AT TIME ZONE 'Europe/Berlin') AS d, to_unixtime(TIMESTAMP '2026-03-29 03:30:00 Europe/Berlin') AS e

-- case: m11
SELECT json_extract_scalar(j, '$.a.b[1]') AS a, json_extract(j, '$.a') AS b, json_extract_scalar(j, '$["x y"]') AS c, json_array_length(json_extract(j, '$.a.b')) AS d, json_extract_scalar(j, '$.none') AS e, json_extract_scalar(j, '$.n') AS f, CAST(json_extract(j, '$.a.b') AS array(integer)) AS g FROM (VALUES '{"a":{"b":[1,2]},"x y":"z","n":null}') AS t(j)

-- case: m12
SELECT k, v FROM UNNEST(CAST(json_parse('{"b":"2","a":"1"}') AS map(varchar, varchar))) AS t(k, v) ORDER BY k

-- case: m13
SELECT u.id, t.tag, t.n FROM (VALUES (1, 'a,b,,c'), (2, '')) AS u(id, tags) CROSS JOIN UNNEST(split(tags, ',')) WITH ORDINALITY AS t(tag, n) WHERE tag <> '' ORDER BY 1, 3

-- case: m14
-- note: array_agg without ORDER BY was in it at first, whose order Trino leaves open
SELECT array_agg(DISTINCT x ORDER BY x) AS b, cardinality(array_agg(x)) AS d, array_max(array_agg(x)) AS e FROM (SELECT x FROM (VALUES 2, 1, 2, 3) AS t(x) ORDER BY x) AS q

-- case: m15
SELECT map_agg(k, v)['b'] AS a, element_at(map_agg(k, v), 'z') AS b, cardinality(map_agg(k, v)) AS c, map_keys(map_filter(map_agg(k, v), (x, y) -> y > 1)) AS d, reduce(map_values(map_agg(k, v)), 0, (s, x) -> s + x, s -> s) AS e FROM (VALUES ('a', 1), ('b', 2)) AS t(k, v)

-- case: m16
SELECT x, ntile(3) OVER (ORDER BY x) AS t, lag(x, 2, -1) OVER (ORDER BY x) AS l, lead(x) OVER (ORDER BY x DESC) AS d, nth_value(x, 2) OVER (ORDER BY x ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS n, count(*) OVER (ORDER BY x RANGE BETWEEN 1 PRECEDING AND 1 FOLLOWING) AS c FROM (VALUES 1, 2, 4, 5, 9) AS t(x) ORDER BY x

-- case: m17
SELECT x, sum(x) OVER (ORDER BY x) AS run, sum(x) OVER (ORDER BY x ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING) AS near, avg(x) OVER () AS mean, x * 1e0 / sum(x) OVER () AS share, first_value(x) OVER (ORDER BY x DESC) AS most FROM (VALUES 1, 2, 2, 5) AS t(x) ORDER BY x, run

-- case: m18
SELECT s, lower(s) = s AS low, upper(s) AS up, length(s) AS n, reverse(s) AS r, substr(s, 2, 2) AS m, position('b' IN s) AS p, replace(s, 'b') AS x, split_part(s, '-', 2) AS y, lpad(s, 6, '*') AS z FROM (VALUES 'aBc-d', 'b', 'ß-é') AS t(s) ORDER BY s

-- case: m19
SELECT regexp_extract('v1.22.333', '(\d+)\.(\d+)\.(\d+)', 2) AS a, regexp_replace('a  b   c', '\s+', ' ') AS b, regexp_like('Error: x', '^(?i)error') AS c, regexp_split('a1b22c', '\d+') AS d, regexp_count('banana', 'an') AS e, regexp_replace('x=1;y=2', '(\w)=(\d)', '$1:$2') AS f

-- case: m20
SELECT coalesce(NULL, 2, 3) AS a, nullif(1, 1) AS b, if(1 > 2, 'x') AS c, greatest(1, 2.5, 2) AS d, least(DATE '2026-01-02', DATE '2026-01-01') AS e, CASE WHEN NULL THEN 1 ELSE 2 END AS f, NULL = NULL AS g, NULL IN (1, NULL) AS h, 3 NOT IN (1, NULL) AS i, 1 NOT IN (2, 3) AS j

-- case: m21
-- fails: a sum of NULLs without a type
SELECT count(*) AS n, count(x) AS k, sum(x) AS s, avg(x) AS a, min(x) AS lo, max(x) AS hi, stddev(x) AS sd FROM (VALUES NULL, NULL) AS t(x) WHERE x IS NULL AND CAST(x AS integer) IS NULL

-- case: m22
SELECT approx_percentile(x, 0.9) AS p, approx_percentile(x, ARRAY[0.25, 0.5, 0.75]) AS q, approx_distinct(x % 3) AS d, round(stddev(x), 4) AS sd, round(variance(x), 4) AS v, sum(x) / count(*) AS m FROM UNNEST(sequence(1, 100)) AS t(x)

-- case: m23
SELECT o.id, i.sku, i.qty * i.price AS total FROM (VALUES (1, ARRAY[CAST(ROW('a', 2, 1.50) AS row(sku varchar, qty integer, price decimal(6,2))), CAST(ROW('b', 1, 9.99) AS row(sku varchar, qty integer, price decimal(6,2)))])) AS o(id, items), UNNEST(o.items) AS i(sku, qty, price) ORDER BY total DESC

-- case: m24
SELECT transform(filter(items, i -> i.qty > 1), i -> i.sku) AS a, any_match(items, i -> i.sku = 'b') AS b, reduce(items, 0, (s, i) -> s + i.qty, s -> s) AS c, array_join(transform(items, i -> i.sku || 'x' || CAST(i.qty AS varchar)), ', ') AS d FROM (VALUES CAST(ARRAY[ROW('a', 2), ROW('b', 1)] AS array(row(sku varchar, qty integer)))) AS t(items)

-- case: m25
SELECT CAST(ROW(1, 'x') AS row(a integer, b varchar)).b AS b, ROW(1, 2) = ROW(1, 2) AS e, ROW(1, NULL) = ROW(1, 2) AS n, (1, 2) < (1, 3) AS l, (1, 'a') IN ((1, 'a'), (2, 'b')) AS i

-- case: m26
SELECT a.id FROM (VALUES 1, 2, 3) AS a(id) EXCEPT SELECT b.id FROM (VALUES 2) AS b(id) INTERSECT SELECT 2 UNION ALL SELECT 9 ORDER BY 1

-- case: m27
SELECT id, kind, CASE kind WHEN 'in' THEN amount ELSE -amount END AS delta, sum(CASE kind WHEN 'in' THEN amount ELSE -amount END) OVER (PARTITION BY acc ORDER BY id) AS balance FROM (VALUES (1, 'x', 'in', 10.00), (2, 'x', 'out', 2.50), (3, 'y', 'in', 1.00)) AS t(id, acc, kind, amount) ORDER BY id

-- case: m28
SELECT hour(ts) AS h, minute(ts) / 15 AS quarter_hour, date_format(ts, '%H:%i') AS hm, date_trunc('hour', ts) + INTERVAL '30' MINUTE AS half, CAST(ts AS date) = DATE '2026-01-05' AS today, ts BETWEEN TIMESTAMP '2026-01-05 00:00:00' AND TIMESTAMP '2026-01-05 23:59:59' AS within FROM (VALUES TIMESTAMP '2026-01-05 13:47:10.500') AS t(ts)

-- case: m29
SELECT format('%d of %s (%.1f%%)', 3, 'ten', 30.0) AS a, format('%08.3f', 3.14159) AS b, format('%x', 255) AS c, format('%-5s|', 'ab') AS d, format('%,d', 1234567) AS e, format('%s', DATE '2026-01-05') AS f, format('%tF', TIMESTAMP '2026-01-05 10:00:00') AS g

-- case: m30
SELECT to_hex(md5(to_utf8('a'))) AS a, to_base64(sha1(to_utf8('a'))) AS b, from_utf8(from_hex('68690a')) AS c, crc32(to_utf8('abc')) AS d, to_hex(to_big_endian_32(258)) AS e, xxhash64(to_utf8('')) AS f

-- case: m31
SELECT url_extract_host(u) AS h, url_extract_path(u) AS p, url_extract_parameter(u, 'utm_source') AS s, url_extract_query(u) AS q FROM (VALUES 'https://shop.example:8443/a/b?utm_source=mail&x=%C3%A9#top', 'not a url') AS t(u) ORDER BY 1

-- case: m32
SELECT t.day, t.v, avg(t.v) OVER (ORDER BY t.day ROWS BETWEEN 6 PRECEDING AND CURRENT ROW) AS ma, t.v - lag(t.v, 7) OVER (ORDER BY t.day) AS wow FROM (SELECT day, CAST(row_number() OVER (ORDER BY day) AS double) AS v FROM UNNEST(sequence(DATE '2026-01-01', DATE '2026-01-09')) AS s(day)) AS t ORDER BY t.day

-- case: m33
SELECT name, (SELECT count(*) FROM (VALUES (1, 5), (1, 7), (2, 1)) AS o(cid, total) WHERE o.cid = c.id AND o.total > 5) AS big, EXISTS (SELECT 1 FROM (VALUES (1, 5), (2, 1)) AS o(cid, total) WHERE o.cid = c.id) AS any FROM (VALUES (1, 'a'), (2, 'b'), (3, 'c')) AS c(id, name) ORDER BY name

-- case: m34
SELECT c.name FROM (VALUES (1, 'a'), (2, 'b')) AS c(id, name) WHERE c.id IN (SELECT o.cid FROM (VALUES (1, 5), (2, 1)) AS o(cid, total) GROUP BY o.cid HAVING sum(o.total) > 3)

-- case: m35
SELECT * FROM (VALUES (1, 'a'), (2, 'b')) AS l(id, x) CROSS JOIN (VALUES 10, 20) AS r(y) WHERE (id, y) IN (SELECT a, b FROM (VALUES (1, 10), (2, 30)) AS s(a, b))

-- case: m36
SELECT l.id, r.id FROM (VALUES 1, 2, NULL) AS l(id) FULL JOIN (VALUES 2, 3, NULL) AS r(id) ON l.id = r.id ORDER BY l.id, r.id

-- case: m37
SELECT count(DISTINCT (a, b)) AS n, count(DISTINCT a) AS m FROM (VALUES (1, 'x'), (1, 'x'), (1, 'y'), (2, NULL)) AS t(a, b)

-- case: m38
SELECT user_id, array_agg(event ORDER BY ts) AS path, array_position(array_agg(event ORDER BY ts), 'buy') AS at, contains(array_agg(event), 'buy') AS bought FROM (VALUES (1, 'view', 1), (1, 'buy', 3), (1, 'add', 2), (2, 'view', 1)) AS e(user_id, event, ts) GROUP BY user_id ORDER BY user_id

-- case: m39
SELECT d AS "Day", count(*) AS "Count Of", 'x' AS "MixedCase" FROM (VALUES DATE '2026-01-05') AS t(d) GROUP BY d

-- case: m40
SELECT sequence(1, 10, 3) AS a, sequence(DATE '2026-01-31', DATE '2026-04-30', INTERVAL '1' MONTH) AS b, sequence(5, 1, -2) AS c, repeat('x', 3) AS d, flatten(ARRAY[ARRAY[1], ARRAY[2, 3]]) AS e, slice(ARRAY[1, 2, 3, 4], -2, 2) AS f, array_remove(ARRAY[1, 2, 1], 1) AS g, array_union(ARRAY[1, 2], ARRAY[2, 3]) AS h

-- case: m41
-- fails: an output column within an aggregate of ORDER BY
SELECT bucket, count(*) AS n FROM (SELECT CASE WHEN v < 10 THEN '0-9' WHEN v < 20 THEN '10-19' ELSE '20+' END AS bucket FROM (VALUES 5, 7, 15, 30) AS t(v)) GROUP BY bucket ORDER BY min(CASE bucket WHEN '0-9' THEN 1 WHEN '10-19' THEN 2 ELSE 3 END)

-- case: m42
SELECT x, row_number() OVER (ORDER BY x NULLS FIRST) AS rn, rank() OVER (ORDER BY x DESC) AS r FROM (VALUES 3, NULL, 1, 3) AS t(x) ORDER BY x NULLS FIRST, rn

-- case: m43
SELECT day, sum(n) AS n FROM (SELECT CAST(date_parse(ts, '%d/%b/%Y:%H:%i:%s') AS date) AS day, 1 AS n FROM (VALUES '05/Jan/2026:10:00:00', '05/Jan/2026:23:59:59', '06/Jan/2026:00:00:00') AS l(ts)) GROUP BY day ORDER BY day

-- case: m44
SELECT status, count(*) AS n, sum(count(*)) OVER () AS total, round(100.0 * count(*) / sum(count(*)) OVER (), 1) AS pct FROM (VALUES 'a', 'a', 'b') AS t(status) GROUP BY status ORDER BY n DESC

-- case: m45
SELECT a.g, a.x, b.x AS y FROM (SELECT g, x, row_number() OVER (PARTITION BY g ORDER BY x) AS n FROM (VALUES ('p', 1), ('p', 2), ('q', 5)) AS t(g, x)) AS a LEFT JOIN (SELECT g, x, row_number() OVER (PARTITION BY g ORDER BY x) AS n FROM (VALUES ('p', 1), ('p', 2), ('q', 5)) AS t(g, x)) AS b ON a.g = b.g AND a.n = b.n - 1 ORDER BY a.g, a.x

-- case: m46
SELECT CAST(MAP(ARRAY['a'], ARRAY[1]) AS json) AS a, json_format(CAST(ROW(1, 'x') AS json)) AS b, json_parse('[1, {"a": null}]') AS c, CAST(json_parse('{"a": 1.5}') AS map(varchar, double)) AS d, CAST(JSON '"x"' AS varchar) AS e, json_size('[1,2,3]', '$') AS f

-- case: m47
SELECT BIGINT '9223372036854775807' AS a, CAST('0x1F' AS varchar) AS b, -0e0 AS c, 1e308 * 10 AS d, nan() = nan() AS e, is_nan(0e0 / 0e0) AS f, sqrt(-1e0) AS g, power(2, 10) AS h, mod(10, 4) AS i, cbrt(27) AS j, ceil(-1.5) AS k, sign(-3) AS l

-- case: m48
SELECT id, max(CASE WHEN k = 'color' THEN v END) AS color, max(CASE WHEN k = 'size' THEN v END) AS size FROM (VALUES (1, 'color', 'red'), (1, 'size', 'L'), (2, 'color', 'blue')) AS t(id, k, v) GROUP BY id ORDER BY id

-- case: m49
SELECT DISTINCT ON_date FROM (VALUES (DATE '2026-01-05'), (DATE '2026-01-05')) AS t(on_date)

-- case: m50
SELECT date(from_unixtime(1767571200)) AS a, from_unixtime(1767571200.5) AS b, to_unixtime(DATE '2026-01-05') AS c, CAST(from_unixtime(0) AS varchar) AS d, from_iso8601_timestamp('2026-01-05T10:00:00.123Z') AS e, from_iso8601_date('2026-W02-1') AS f, date_parse('2026-01-05 3:04 PM', '%Y-%m-%d %l:%i %p') AS g

-- case: m51
SELECT lag(x) IGNORE NULLS OVER (ORDER BY i) AS a, first_value(x) IGNORE NULLS OVER (ORDER BY i ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS b, last_value(x) OVER (ORDER BY i) AS c FROM (VALUES (1, NULL), (2, 'a'), (3, NULL), (4, 'b')) AS t(i, x) ORDER BY i

-- case: m52
SELECT max_by(name, score) AS best, min_by(name, score) AS worst, max_by(name, score) FILTER (WHERE grp = 'a') AS best_a, arbitrary(grp) IS NOT NULL AS some, checksum(score) IS NOT NULL AS c, bool_or(score > 8) AS top FROM (VALUES ('x', 5, 'a'), ('y', 9, 'b'), ('z', NULL, 'a')) AS t(name, score, grp)

-- case: m53
SELECT x.id, y.v FROM (VALUES 1, 2) AS x(id) LEFT JOIN (SELECT id, v FROM (VALUES (1, NULL), (1, 'a')) AS t(id, v) WHERE v IS NOT NULL) AS y ON x.id = y.id AND y.v LIKE 'a%' ORDER BY x.id

-- case: m54
SELECT 'it''s' AS a, 'a' || 'b' || CAST(1 AS varchar) AS b, concat('x', 'y', 'z') AS c, concat_ws('-', ARRAY['a', NULL, 'b']) AS d, trim(BOTH 'x' FROM 'xxaxx') AS e, rtrim('a  ') AS f, starts_with('abc', 'ab') AS g, 'abc' LIKE 'a_c' AS h, '50%' LIKE '50!%' ESCAPE '!' AS i

-- case: m55
SELECT s.name, t.total FROM (VALUES ('n', 1), ('s', 2)) AS s(name, id) JOIN (SELECT sid, sum(v) AS total FROM (VALUES (1, 5), (1, 6), (2, 7)) AS v(sid, v) GROUP BY sid HAVING count(*) > 1) AS t ON t.sid = s.id

-- case: m56
SELECT interval '1' day * 3 AS a, interval '90' minute + interval '1' hour AS b, TIMESTAMP '2026-01-05 10:00:00' - TIMESTAMP '2026-01-04 09:30:00' AS c, DATE '2026-01-05' - DATE '2026-01-01' AS d, interval '1-6' year to month AS e, DATE '2026-01-31' + interval '1' month + interval '1' day AS f

-- case: m57
-- fails: one bucket is too few
SELECT approx_most_frequent(1, w, 5) AS a, histogram(length(w)) AS b, listagg(w, '/') WITHIN GROUP (ORDER BY length(w), w) AS c, map_agg(w, length(w)) AS d FROM UNNEST(split('to be or not to', ' ')) AS t(w)

-- case: m58
SELECT CASE WHEN a THEN 'yes' WHEN NOT a THEN 'no' ELSE 'unknown' END AS t, a AND b AS c, a OR b AS d, NOT b AS e, a IS DISTINCT FROM b AS f FROM (VALUES (true, NULL), (false, true), (NULL, false)) AS t(a, b) ORDER BY 1

-- case: m59
SELECT x FROM (VALUES 'b', 'A', 'a', 'Z', 'é', '1', '_') AS t(x) ORDER BY x

-- case: m60
SELECT max(ts) AS newest, min(ts) AS oldest, max(d) - min(d) AS span, count(DISTINCT date_trunc('day', ts)) AS days FROM (VALUES (TIMESTAMP '2026-01-05 10:00:00.123', DATE '2026-01-05'), (TIMESTAMP '2026-01-07 00:00:00', DATE '2026-01-07')) AS t(ts, d)
