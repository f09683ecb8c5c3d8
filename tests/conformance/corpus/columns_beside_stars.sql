-- Stars with columns beside them, and columns that are called alike, as queries above see them.

-- case: unnested_0
WITH posts(id, tags) AS (VALUES (1, 'a,b')), exploded AS (SELECT p.*, tag FROM posts p CROSS JOIN UNNEST(split(tags, ',')) AS t(tag)) SELECT tag, count(*) FROM exploded GROUP BY tag ORDER BY tag

-- case: unnested_1
WITH posts(id, tags) AS (VALUES (1, 'a,b')), exploded AS (SELECT p.*, tag FROM posts p CROSS JOIN UNNEST(split(tags, ',')) AS t(tag)) SELECT tag, count(*), histogram(id > 0) FROM exploded GROUP BY tag ORDER BY tag

-- case: unnested_2
WITH posts(id, tags) AS (VALUES (1, 'a,b')), exploded AS (SELECT p.*, tag FROM posts p CROSS JOIN UNNEST(split(tags, ',')) AS t(tag)) SELECT tag, geometric_mean(abs(id) + 1) BETWEEN 1 AND 13 AS g FROM exploded GROUP BY tag ORDER BY tag

-- case: unnested_3
WITH posts(id, tags) AS (VALUES (1, 'a,b')), exploded AS (SELECT p.*, tag FROM posts p CROSS JOIN UNNEST(split(tags, ',')) AS t(tag)) SELECT tag, checksum(id) IS NOT NULL AS g FROM exploded GROUP BY tag ORDER BY tag

-- case: unnested_4
WITH posts(id, tags) AS (VALUES (1, 'a,b')), exploded AS (SELECT p.*, tag FROM posts p CROSS JOIN UNNEST(split(tags, ',')) AS t(tag)) SELECT tag, count(*) FROM exploded GROUP BY tag HAVING count(*) > 0 ORDER BY tag

-- case: unnested_5
WITH posts(id, tags) AS (VALUES (1, 'a,b')), exploded AS (SELECT p.*, tag FROM posts p CROSS JOIN UNNEST(split(tags, ',')) AS t(tag)) SELECT tag, geometric_mean(id) g FROM exploded GROUP BY tag HAVING count(*) > 0 ORDER BY tag

-- case: unnested_6
WITH posts(id, tags) AS (VALUES (1, 'a,b')) SELECT tags, geometric_mean(id) BETWEEN 1 AND 2 g FROM posts GROUP BY tags ORDER BY 1

-- case: unnested_7
WITH posts(id, tags) AS (VALUES (1, 'a,b')) SELECT tags, avg(id) AS a, CAST(avg(CAST(id AS decimal(10, 3))) AS decimal(10, 3)) AS d FROM posts GROUP BY tags ORDER BY 1

-- case: unnested_8
WITH posts(id, tags) AS (VALUES (1, 'a,b')) SELECT tags, avg(id) AS a, min(date_trunc('quarter', DATE '2024-03-02')) AS d FROM posts GROUP BY tags ORDER BY 1

-- case: unnested_9
WITH posts(id, tags) AS (VALUES (1, 'a,b')) SELECT tags, CAST(histogram(id > 0) AS json) FROM posts GROUP BY tags ORDER BY 1

-- case: unnested_10
WITH posts(id, tags) AS (VALUES (1, 'a,b')) SELECT tags, count(*) AS q, approx_distinct(id) FROM posts GROUP BY tags ORDER BY q DESC, tags

-- case: unnested_11
WITH posts(id, tags) AS (VALUES (1, '<a><b>')), exploded AS (SELECT p.*, tag FROM posts p CROSS JOIN UNNEST(regexp_extract_all(tags, '<([^>]+)>', 1)) AS t(tag)) SELECT tag, count(*) FROM exploded GROUP BY tag ORDER BY tag

-- case: unnested_12
WITH posts(id, tags) AS (VALUES (1, 'a,b'), (4, NULL)), exploded AS (SELECT p.*, tag FROM posts p CROSS JOIN UNNEST(split(tags, ',')) AS t(tag)) SELECT tag, count(*), histogram(id > 0) FROM exploded GROUP BY tag ORDER BY tag

-- case: below_0
WITH posts(id, tags) AS (VALUES (1, 'a,b')) SELECT id FROM (SELECT p.*, x FROM posts p CROSS JOIN UNNEST(split(tags, ',')) AS t(x)) e ORDER BY id

-- case: below_1
WITH posts(id, tags) AS (VALUES (1, 'a,b')) SELECT x FROM (SELECT p.*, x FROM posts p CROSS JOIN UNNEST(split(tags, ',')) AS t(x)) e ORDER BY 1

-- case: below_2
WITH posts(id, tags) AS (VALUES (1, 'a,b')) SELECT * FROM (SELECT p.*, x FROM posts p CROSS JOIN UNNEST(split(tags, ',')) AS t(x)) e ORDER BY 1, 2, 3

-- case: below_3
WITH posts(id, tags) AS (VALUES (1, 'a,b')) SELECT x FROM (SELECT p.*, x FROM posts p CROSS JOIN UNNEST(split('a,b', ',')) AS t(x)) e ORDER BY 1

-- case: below_4
WITH posts(id, tags) AS (VALUES (1, 'a,b')), u(x) AS (VALUES 'a') SELECT x FROM (SELECT p.*, x FROM posts p CROSS JOIN u) e ORDER BY 1

-- case: below_5
WITH posts(id, tags) AS (VALUES (1, 'a,b')) SELECT x FROM (SELECT p.*, x AS x FROM posts p CROSS JOIN UNNEST(split(tags, ',')) AS t(x)) e ORDER BY 1

-- case: below_6
WITH posts(id, tags) AS (VALUES (1, 'a,b')) SELECT x FROM (SELECT x, p.* FROM posts p CROSS JOIN UNNEST(split(tags, ',')) AS t(x)) e ORDER BY 1

-- case: below_7
WITH posts(id, tags) AS (VALUES (1, 'a,b')) SELECT x FROM (SELECT p.*, lower(x) AS x FROM posts p CROSS JOIN UNNEST(split(tags, ',')) AS t(x)) e ORDER BY 1

-- case: below_8
WITH posts(id, tags) AS (VALUES (1, 'a,b')) SELECT x FROM (SELECT p.*, 5 AS x FROM posts p) e ORDER BY 1

-- case: below_9
WITH posts(id, tags) AS (VALUES (1, 'a,b')) SELECT y FROM (SELECT p.*, x AS y FROM posts p CROSS JOIN UNNEST(split(tags, ',')) AS t(x)) e ORDER BY 1

-- case: below_10
WITH posts(id, tags) AS (VALUES (1, 'a,b')) SELECT x FROM (SELECT *, x AS y FROM posts p CROSS JOIN UNNEST(split(tags, ',')) AS t(x)) e ORDER BY 1

-- case: named_0
-- fails: two columns are called so
WITH a(x, k) AS (VALUES (1, 1)), b(x, k) AS (VALUES (2, 1)), e AS (SELECT * FROM a JOIN b ON a.k = b.k) SELECT x FROM e

-- case: named_1
WITH a(x, k) AS (VALUES (1, 1)), b(x, k) AS (VALUES (2, 1)), e AS (SELECT * FROM a JOIN b ON a.k = b.k) SELECT count(*) FROM e

-- case: named_2
-- fails: two columns are called so
WITH a(x, k) AS (VALUES (1, 1)), b(x, k) AS (VALUES (2, 1)), e AS (SELECT a.*, b.x FROM a JOIN b ON a.k = b.k) SELECT x FROM e

-- case: named_3
WITH a(x, k) AS (VALUES (1, 1)), b(x, k) AS (VALUES (2, 1)), e AS (SELECT a.*, b.x FROM a JOIN b ON a.k = b.k) SELECT k FROM e

-- case: named_4
WITH a(x, k) AS (VALUES (1, 1)), b(x, k) AS (VALUES (2, 1)), e AS (SELECT a.*, b.x FROM a JOIN b ON a.k = b.k) SELECT * FROM e

-- case: named_5
WITH a(x, k) AS (VALUES (1, 1)), b(y, k) AS (VALUES (2, 1)), e AS (SELECT a.*, b.y FROM a JOIN b ON a.k = b.k) SELECT y, x FROM e

-- case: named_6
WITH a(x, k) AS (VALUES (1, 1)), b(y, k) AS (VALUES (2, 1)), e AS (SELECT a.*, y FROM a JOIN b ON a.k = b.k) SELECT e.y + 1, x FROM e

-- case: named_7
WITH a(x, k) AS (VALUES (1, 1)), b(y, k) AS (VALUES (2, 1)), e AS (SELECT a.*, b.y AS y FROM a JOIN b ON a.k = b.k) SELECT y, x FROM e

-- case: named_8
WITH a(x, k) AS (VALUES (1, 1)), b(y, k) AS (VALUES (2, 1)), e AS (SELECT a.*, b.y FROM a JOIN b ON a.k = b.k UNION ALL SELECT 5, 6, 7) SELECT y, x FROM e ORDER BY 1

-- case: named_9
WITH a(x, k) AS (VALUES (1, 1)), b(y, k) AS (VALUES (2, 1)), e AS (SELECT b.y, a.* FROM a JOIN b ON a.k = b.k ORDER BY a.x LIMIT 1) SELECT y, x FROM e ORDER BY 1

-- case: named_10
WITH a(x, k) AS (VALUES (1, 1)), b(y, k) AS (VALUES (2, 1)), e AS (WITH c AS (SELECT a.*, b.y FROM a JOIN b ON a.k = b.k) SELECT c.*, y + 1 AS z, x FROM c) SELECT y, z FROM e ORDER BY 1

-- case: named_11
WITH a(x, k) AS (VALUES (1, 1)), b(y, k) AS (VALUES (2, 1)) SELECT max(y) FROM (SELECT a.*, b.y FROM a JOIN b ON a.k = b.k) GROUP BY x

-- case: named_12
WITH a(x, k) AS (VALUES (1, 1)), b(y, k) AS (VALUES (2, 1)), e(p, q, r) AS (SELECT a.*, b.y FROM a JOIN b ON a.k = b.k) SELECT r FROM e

-- case: named_13
WITH a(x, k) AS (VALUES (1, 1)), b(y, k) AS (VALUES (2, 1)) SELECT r FROM (SELECT a.*, b.y FROM a JOIN b ON a.k = b.k) AS e(p, q, r)

-- case: named_14
WITH a(x, k) AS (VALUES (1, 1)), b(y, k) AS (VALUES (2, 1)) SELECT * FROM (SELECT a.*, b.y FROM a JOIN b ON a.k = b.k) e JOIN (SELECT b.*, a.x FROM a, b) f ON e.y = f.y AND e.x = f.x

-- case: named_15
WITH a(x, k) AS (VALUES (1, 1)), b(y, k) AS (VALUES (2, 1)) SELECT k, y FROM (SELECT a.*, b.y FROM a JOIN b ON a.k = b.k) e JOIN (SELECT b.*, a.x FROM a, b) f USING (y, k)

-- case: named_16
-- fails: a recursive WITH names its columns
WITH RECURSIVE a(x, k) AS (VALUES (1, 1)), b(y, k) AS (VALUES (2, 1)), e AS (SELECT a.*, b.y FROM a JOIN b ON a.k = b.k), r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 3) SELECT y, n FROM e, r ORDER BY 2

-- case: named_17
-- fails: two columns are called so
WITH a(x, k) AS (VALUES (1, 1)), e AS (SELECT a.*, x FROM a) SELECT x FROM e

-- case: named_18
WITH a(x, k) AS (VALUES (1, 1)), e AS (SELECT a.*, x FROM a) SELECT * FROM e

-- case: named_19
WITH a(x, k) AS (VALUES (1, 1)), e AS (SELECT *, x FROM a) SELECT k FROM e

-- case: named_20
WITH a(x, k) AS (VALUES (1, 1)), e AS (SELECT *, x + 1 FROM a) SELECT * FROM e

-- case: named_21
-- fails: two columns are called so
WITH a(x, k) AS (VALUES (1, 1)), e AS (SELECT *, x AS x FROM a) SELECT x FROM e

-- case: named_22
WITH a(x, k) AS (VALUES (1, 1)), e AS (SELECT *, 2 * x AS x FROM a) SELECT k FROM e

-- case: named_23
-- fails: two columns are called so
WITH a(x, k) AS (VALUES (1, 1)), e AS (SELECT *, 2 * x AS x FROM a) SELECT x FROM e

-- case: named_24
-- fails: two columns are called so
WITH a(x, k) AS (VALUES (1, 1)), e AS (SELECT x, x FROM a) SELECT x FROM e

-- case: named_25
-- fails: two columns are called so
WITH a(x, k) AS (VALUES (1, 1)), e AS (SELECT x AS z, k AS z FROM a) SELECT z FROM e

-- case: named_26
WITH a(x, k) AS (VALUES (1, 1)), e AS (SELECT x AS z, k AS z FROM a) SELECT * FROM e

-- case: named_27
WITH a(x, k) AS (VALUES (1, 1)), e AS (SELECT x AS z, k AS z FROM a) SELECT count(*) FROM e

-- case: named_28
WITH a(x, k) AS (VALUES (1, 1)) SELECT x FROM a WHERE EXISTS (SELECT b.*, a.k FROM a AS b WHERE b.x = a.x)

-- case: named_29
WITH a(x, k) AS (VALUES (1, 1)) SELECT (SELECT max(y) FROM (SELECT b.*, b.x AS y, k FROM a AS b WHERE b.x = a.x)) FROM a

-- case: named_30
WITH a(x, k) AS (VALUES (1, 1), (1, 2)), e AS (SELECT a.*, k, row_number() OVER (PARTITION BY x ORDER BY k DESC) AS rn FROM a) SELECT x, rn FROM e WHERE rn = 1

-- case: named_31
WITH a(x, k) AS (VALUES (1, 1), (1, 2)), b(k, name) AS (VALUES (1, 'u'), (2, 'v')), e AS (SELECT a.*, name, row_number() OVER (PARTITION BY x ORDER BY a.k DESC) AS rn FROM a LEFT JOIN b ON a.k = b.k) SELECT x, name FROM e WHERE rn = 1

-- case: named_32
WITH a(x, k) AS (VALUES (1, 1), (1, 2)), b(k, name) AS (VALUES (1, 'u'), (2, 'v')) SELECT e.name FROM (SELECT a.*, b.name FROM a LEFT JOIN b ON a.k = b.k) e WHERE e.k = 2

-- case: named_35
WITH a(x, k) AS (VALUES (1, 1)), e AS (SELECT a.*, "k" FROM a) SELECT "x" FROM e

-- case: named_36
WITH a(x, k) AS (VALUES (1, ROW(1, 2))), e AS (SELECT a.*, k[1], k[1] AS y FROM a) SELECT x, y FROM e

-- case: named_37
WITH a(x, k) AS (VALUES (1, 1)), b(y, k) AS (VALUES (2, 1)), e AS (SELECT * FROM a JOIN b USING (k)) SELECT k, y FROM e

-- case: named_38
WITH a(x, k) AS (VALUES (1, 1)), b(y, k) AS (VALUES (2, 1)), e AS (SELECT * FROM a, b) SELECT y FROM e

-- case: named_39
WITH a(x, k) AS (VALUES (1, 1)), b(y, k) AS (VALUES (2, 1)), e AS (SELECT * FROM a, b) SELECT e.* FROM e

-- case: named_40
-- fails: two columns are called so
WITH a(x, k) AS (VALUES (1, 1)), b(y, k) AS (VALUES (2, 1)), e AS (SELECT * FROM a, b) SELECT e.k FROM e

-- case: named_41
-- fails: two columns are called so
WITH a(x, k) AS (VALUES (1, 1)), b(y, k) AS (VALUES (2, 1)), e AS (SELECT * FROM a, b) SELECT * FROM e ORDER BY k

-- case: named_42
-- fails: two columns are called so
WITH a(x, k) AS (VALUES (1, 1)), b(y, k) AS (VALUES (2, 1)), e AS (SELECT a.*, b.* FROM a, b) SELECT x + y FROM e WHERE k = 1

-- case: named_43
SELECT * FROM (SELECT * FROM (VALUES (1, 2)) a(x, y), (VALUES (3, 4)) b(x, z)) e

-- case: named_44
SELECT z FROM (SELECT * FROM (VALUES (1, 2)) a(x, y), (VALUES (3, 4)) b(x, z)) e

-- case: named_45
-- fails: two columns are called so
SELECT x FROM (SELECT * FROM (VALUES (1, 2)) a(x, y), (VALUES (3, 4)) b(x, z)) e

-- case: named_46
-- fails: two columns are called so
SELECT x FROM (SELECT * FROM (VALUES (1, 2)) a(x, y), (VALUES (3, 4)) b(x, z) UNION ALL SELECT 1, 2, 3, 4) e

-- case: named_47
SELECT z FROM (SELECT * FROM (VALUES (1, 2)) a(x, y), (VALUES (3, 4)) b(x, z) UNION ALL SELECT 1, 2, 3, 4) e ORDER BY 1

-- case: named_48
-- fails: two columns are called so
SELECT z FROM (SELECT x AS z, y AS z FROM (VALUES (1, 2)) a(x, y) UNION ALL SELECT 1, 2) e ORDER BY 1

-- case: named_49
SELECT count(*) FROM (SELECT x AS z, y AS z FROM (VALUES (1, 2)) a(x, y) UNION ALL SELECT 1, 2) e

-- case: named_50
SELECT * FROM (SELECT x AS z, y AS z FROM (VALUES (1, 2)) a(x, y) UNION ALL SELECT 1, 2) e ORDER BY 1

-- case: named_51
-- fails: two columns are called so
SELECT x FROM (VALUES (1, 2)) a(x, y), (VALUES (3, 4)) b(x, z)

-- case: named_52
-- fails: two columns are called so
SELECT max(x) FROM (VALUES (1, 2)) a(x, x)

-- case: named_53
-- fails: two columns are called so
SELECT 1 FROM (VALUES (1, 2)) a(x, y), (VALUES (3, 4)) b(x, z) WHERE x = 1

-- case: named_54
-- fails: two columns are called so
SELECT e.x FROM (SELECT * FROM (VALUES (1, 2)) a(x, y), (VALUES (3, 4)) b(x, z)) e GROUP BY e.x

-- case: named_55
-- fails: two columns are called so
SELECT (SELECT x FROM (SELECT * FROM (VALUES (1, 2)) a(x, y), (VALUES (3, 4)) b(x, z)) e)

-- case: window_0
WITH t(c) AS (VALUES 'pol', 'CAN', 'USA') SELECT upper(c) AS c FROM t WINDOW w AS (ORDER BY c) ORDER BY row_number() OVER w

-- case: window_1
WITH t(c) AS (VALUES 'pol', 'CAN', 'USA') SELECT upper(c) AS c FROM t ORDER BY row_number() OVER (ORDER BY c)

-- case: window_2
WITH t(c) AS (VALUES 'pol', 'CAN', 'USA') SELECT upper(c) AS d FROM t WINDOW w AS (ORDER BY c) ORDER BY row_number() OVER w

-- case: window_3
WITH t(c) AS (VALUES 'pol', 'CAN', 'USA') SELECT upper(c) AS c FROM t WINDOW w AS (ORDER BY t.c) ORDER BY row_number() OVER w

-- case: window_4
WITH t(c) AS (VALUES 'pol', 'CAN', 'USA') SELECT upper(c) AS c, row_number() OVER w AS n FROM t WINDOW w AS (ORDER BY c) ORDER BY n

-- case: window_5
WITH t(c) AS (VALUES 'pol', 'CAN', 'USA') SELECT upper(c) AS c, row_number() OVER w FROM t WINDOW w AS (ORDER BY c) ORDER BY row_number() OVER w

-- case: window_6
WITH t(c,d) AS (VALUES ('pol',1), ('CAN',2), ('USA',3)) SELECT upper(c) AS c, -d AS d FROM t WINDOW w AS (PARTITION BY d ORDER BY c) ORDER BY row_number() OVER w, c

-- case: window_7
WITH t(c,d) AS (VALUES ('pol',1), ('CAN',2), ('USA',3)) SELECT upper(c) AS c, -d AS d FROM t WINDOW w AS (PARTITION BY 1 ORDER BY d) ORDER BY sum(d) OVER w, c

-- case: window_8
WITH t(c,d) AS (VALUES ('pol',1), ('CAN',2), ('USA',3)) SELECT upper(c) AS c, -d AS d FROM t WINDOW w AS (ORDER BY d) ORDER BY max(d) OVER w, c

-- case: window_9
WITH t(c,d) AS (VALUES ('pol',1), ('CAN',2), ('USA',3)) SELECT upper(c) AS c, -d AS d FROM t WINDOW v AS (ORDER BY d), w AS (v ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) ORDER BY first_value(c) OVER w, c

-- case: window_10
WITH t(c,d) AS (VALUES ('pol',1), ('CAN',2), ('USA',3)) SELECT lower(c) AS c, sum(d) AS d FROM t GROUP BY lower(c) WINDOW w AS (ORDER BY sum(d) DESC) ORDER BY rank() OVER w

-- case: window_11
WITH t(c,d) AS (VALUES ('pol',1), ('CAN',2), ('USA',3)) SELECT c AS d, sum(d) AS c FROM t GROUP BY c WINDOW w AS (ORDER BY c DESC) ORDER BY rank() OVER w
