-- case: upper_last_value
SELECT g.s, upper(g.b) AS b, last_value(g.v) OVER (PARTITION BY g.s ORDER BY g.b) AS l FROM (VALUES (1, 'a', 2), (1, 'b', 3)) g(s, b, v) ORDER BY g.s, g.b

-- case: upper
SELECT g.s, upper(g.b) AS b FROM (VALUES (1, 'a', 2), (1, 'b', 3)) g(s, b, v) ORDER BY g.s, g.b

-- case: upper_join
SELECT g.s, upper(g.b) AS b FROM (VALUES (1, 'a', 2), (1, 'b', 3)) g(s, b, v) LEFT JOIN (VALUES (1, 'a')) h(s, b) ON h.s = g.s AND h.b = g.b ORDER BY g.s, g.b

-- case: upper_join_again
SELECT g.s, upper(g.b) AS b, sum(g.v) OVER (ORDER BY g.b) FROM (VALUES (1, 'a', 2), (1, 'b', 3)) g(s, b, v) LEFT JOIN (VALUES (1, 'a')) h(s, b) ON h.s = g.s AND h.b = g.b ORDER BY g.s, g.b

-- case: upper_join_cross_join
SELECT g.s, upper(g.b) AS b, sum(g.v) OVER (ORDER BY g.b) FROM (VALUES (1, 'a', 2), (1, 'b', 3)) g(s, b, v) CROSS JOIN (VALUES (1, 'a')) h(s, b) ORDER BY g.s, g.b

-- case: upper_again
SELECT g.s, upper(g.b) AS b, sum(g.v) OVER (ORDER BY g.b) FROM (VALUES (1, 'a', 2), (1, 'b', 3)) g(s, b, v) ORDER BY s, b

-- case: upper_thrice
SELECT g.s, upper(g.b) AS b, count(*) AS n FROM (VALUES (1, 'a', 2), (1, 'b', 3)) g(s, b, v) GROUP BY g.s, g.b ORDER BY g.s, g.b DESC

-- case: upper_having
SELECT g.s, upper(g.b) AS b, count(*) AS n FROM (VALUES (1, 'a', 2), (1, 'b', 3)) g(s, b, v) GROUP BY g.s, g.b HAVING b > 'a' ORDER BY b, g.b

-- case: plain
SELECT g.s, -g.s AS s FROM (VALUES (1, 'a', 2), (2, 'b', 3)) g(s, b, v) ORDER BY g.s

-- case: plain_again
SELECT -g.s AS s, g.b FROM (VALUES (1, 'a', 2), (2, 'b', 3)) g(s, b, v) ORDER BY g.s DESC, s + 1

-- case: plain_thrice
SELECT -g.s AS s, g.b FROM (VALUES (1, 'a', 2), (2, 'b', 3)) g(s, b, v) ORDER BY s, g.s

-- case: join
SELECT h.b AS b, g.b AS c FROM (VALUES (1, 'a'), (2, 'b')) g(s, b) JOIN (VALUES (1, 'z'), (2, 'y')) h(s, b) ON g.s = h.s ORDER BY g.b DESC

-- case: upper_join_thrice
SELECT h.b, upper(g.b) AS c FROM (VALUES (1, 'a'), (2, 'b')) g(s, b) JOIN (VALUES (1, 'z'), (2, 'y')) h(s, b) ON g.s = h.s ORDER BY g.b DESC

-- case: upper_once_more
SELECT *, upper(g.b) AS b FROM (VALUES (1, 'a'), (2, 'b')) g(s, b) ORDER BY g.b DESC

-- case: date_format
SELECT date_format(t.day, '%Y-%m') AS day, sum(t.x) AS x FROM (VALUES (DATE '2024-01-05', 1), (DATE '2024-02-05', 2)) t(day, x) GROUP BY t.day ORDER BY t.day DESC

-- case: date_format_again
-- fails: expression not aggregate
SELECT date_format(t.day, '%Y-%m') AS day, sum(t.x) AS x FROM (VALUES (DATE '2024-01-05', 1), (DATE '2024-01-07', 2)) t(day, x) GROUP BY date_format(t.day, '%Y-%m') ORDER BY t.day DESC

-- case: date_format_thrice
SELECT q.day, q.x FROM (SELECT date_format(t.day, '%m') AS day, t.x AS x FROM (VALUES (DATE '2024-01-05', 1), (DATE '2024-02-07', 2)) t(day, x) ORDER BY t.day DESC LIMIT 1) q

-- case: rank
SELECT -g.s AS s, g.b FROM (VALUES (1, 'a', 2), (2, 'b', 3)) g(s, b, v) ORDER BY rank() OVER (ORDER BY g.s DESC), s

-- case: plain_once_more
SELECT -g.s AS s, g.b FROM (VALUES (1, 'a', 2), (2, 'b', 3)) g(s, b, v) ORDER BY (SELECT max(y) FROM (VALUES 1) u(y) WHERE y = g.s), s

-- case: upper_lower
SELECT upper(g.b) AS b FROM (VALUES (1, 'a', 2), (2, 'b', 3)) g(s, b, v) ORDER BY lower(g.b) DESC, b LIMIT 1

-- case: plain_further
SELECT sum(g.s) AS s FROM (VALUES (1, 'a'), (2, 'b')) g(s, b) GROUP BY g.b ORDER BY sum(g.s) DESC, s

-- case: plain_6
SELECT CAST(g.s AS varchar) AS s, s AS t FROM (VALUES (1, 'a'), (12, 'b'), (2, 'c')) g(s, b) ORDER BY g.s

-- case: upper_further
-- fails: expression not in distinct
SELECT DISTINCT upper(g.b) AS b FROM (VALUES (1, 'a'), (2, 'b')) g(s, b) ORDER BY g.b

-- case: join_full_join
SELECT coalesce(a.k, b.k) AS k, a.x FROM (VALUES (1, 10), (2, 20)) a(k, x) FULL JOIN (VALUES 2, 3) b(k) ON a.k = b.k ORDER BY a.k NULLS FIRST, k

-- case: plain_7
SELECT g.s, (g.b) AS b FROM (VALUES (1, 'a'), (2, 'b')) g(s, b) ORDER BY g.b DESC

-- case: date_format_once_more
WITH t AS (SELECT date_format(s.day, '%m') AS day, s.x FROM (VALUES (DATE '2024-01-05', 1), (DATE '2024-02-07', 2), (DATE '2024-03-07', 3)) s(day, x) ORDER BY s.day DESC LIMIT 2) SELECT day, sum(x) AS x FROM t GROUP BY day ORDER BY day

-- case: date_format_further
WITH t(m, y) AS (SELECT date_format(s.day, '%m') AS day, s.x FROM (VALUES (DATE '2024-01-05', 1), (DATE '2024-02-07', 2), (DATE '2024-03-07', 3)) s(day, x) ORDER BY s.day DESC LIMIT 2) SELECT m, y FROM t ORDER BY m

-- case: plain_8
SELECT a.k, (SELECT max(q.v) FROM (SELECT -u.v AS v FROM (VALUES 1, 2, 3) u(v) ORDER BY u.v DESC LIMIT 2) q) AS m FROM (VALUES 1) a(k)

-- case: plain_9
SELECT x FROM (VALUES 1, 2, 3) a(x) WHERE x IN (SELECT u.v * 2 AS v FROM (VALUES 1, 2, 3) u(v) ORDER BY u.v LIMIT 1)

-- case: upper_6
SELECT q.* FROM (SELECT u.k, upper(u.k) AS k, u.v FROM (VALUES ('a', 1), ('b', 2)) u(k, v) ORDER BY u.k DESC LIMIT 1) q

-- case: all_union
(SELECT -u.v AS v FROM (VALUES 1, 2, 3) u(v) ORDER BY u.v DESC LIMIT 1) UNION ALL (SELECT 100 + u.v AS v FROM (VALUES 1, 2, 3) u(v) ORDER BY u.v DESC LIMIT 1) ORDER BY v
