-- Keys in parentheses, stars of rows with names, and quantified comparisons of columns that have one name.

-- case: keys_in_parentheses_0
SELECT a, b, count(*) n FROM (VALUES (1, 2), (1, 2), (3, 4)) t(a, b) GROUP BY (a, b) ORDER BY a

-- case: keys_in_parentheses_1
SELECT a, b, count(*) n FROM (VALUES (1, 2), (1, 2), (3, 4)) t(a, b) GROUP BY a, (b) ORDER BY a

-- case: keys_in_parentheses_2
SELECT a, b, c, count(*) n FROM (VALUES (1, 2, 3), (1, 2, 3), (3, 4, 5)) t(a, b, c) GROUP BY a, (b, c) ORDER BY a

-- case: keys_in_parentheses_3
SELECT a, b, c, count(*) n FROM (VALUES (1, 2, 3), (1, 2, 3), (3, 4, 5)) t(a, b, c) GROUP BY (a, b), ROLLUP (c) ORDER BY a, c

-- case: keys_in_parentheses_4
SELECT a, b + 1 AS c, count(*) n FROM (VALUES (1, 2), (1, 2), (3, 4)) t(a, b) GROUP BY (1, 2) ORDER BY a

-- case: keys_in_parentheses_5
SELECT a, b + 1 AS c, count(*) n FROM (VALUES (1, 2), (1, 2), (3, 4)) t(a, b) GROUP BY (a, b + 1) ORDER BY a

-- case: keys_in_parentheses_6
SELECT count(*) n FROM (VALUES (1, 2), (1, 2), (3, 4)) t(a, b) GROUP BY ()

-- case: keys_in_parentheses_7
SELECT a, count(*) n FROM (VALUES (1, 2), (1, 2), (3, 4)) t(a, b) GROUP BY a, () ORDER BY 1

-- case: keys_in_parentheses_8
SELECT ROW(a, b) r, count(*) n FROM (VALUES (1, 2), (1, 2), (3, 4)) t(a, b) GROUP BY ROW(a, b) ORDER BY 1

-- case: keys_in_parentheses_9
SELECT (a, b) r, count(*) n FROM (VALUES (1, 2), (1, 2), (3, 4)) t(a, b) GROUP BY (a, b) ORDER BY 1

-- case: keys_in_parentheses_10
SELECT (a, b) r, count(*) n FROM (VALUES (1, 2), (1, 2), (3, 4)) t(a, b) GROUP BY ((a, b)) ORDER BY 1

-- case: keys_in_parentheses_11
SELECT a, count(*) n FROM (VALUES (1, 2), (1, 2), (3, 4)) t(a, b) GROUP BY DISTINCT a, ROLLUP(a) ORDER BY 1

-- case: keys_in_parentheses_12
-- fails: 'a' must be an aggregate expression
SELECT a, b, count(*) n FROM (VALUES (1, 2), (1, 2), (3, 4)) t(a, b) GROUP BY ROW(a, b) ORDER BY 1

-- case: keys_in_parentheses_13
SELECT a, b, count(*) n FROM (VALUES (1, 2), (1, 2), (3, 4)) t(a, b) GROUP BY CUBE ((a, b)) ORDER BY 1

-- case: keys_in_parentheses_14
SELECT a, b, count(*) n FROM (VALUES (1, 2), (1, 2), (3, 4)) t(a, b) GROUP BY (a, b) HAVING count(*) > 1 ORDER BY (a) DESC, (b)

-- case: keys_in_parentheses_15
SELECT a, b, c, count(*) n, grouping(a, b, c) g FROM (VALUES (1, 2, 3), (1, 2, 3), (3, 4, 5), (1, 2, 5)) t(a, b, c) GROUP BY CUBE ((a, b), c) ORDER BY g, a, c

-- case: keys_in_parentheses_16
SELECT a, b, c, count(*) n, grouping(a, b, c) g FROM (VALUES (1, 2, 3), (1, 2, 3), (3, 4, 5), (1, 2, 5)) t(a, b, c) GROUP BY ROLLUP ((a, b), c) ORDER BY g, a, c

-- case: keys_in_parentheses_17
SELECT a, b, c, count(*) n, grouping(a, b, c) g FROM (VALUES (1, 2, 3), (1, 2, 3), (3, 4, 5), (1, 2, 5)) t(a, b, c) GROUP BY c, ROLLUP (a, b) ORDER BY g, a, c

-- case: keys_in_parentheses_18
SELECT a, b, c, count(*) n, grouping(a, b, c) g FROM (VALUES (1, 2, 3), (1, 2, 3), (3, 4, 5), (1, 2, 5)) t(a, b, c) GROUP BY (), CUBE (a, (b, c)), () ORDER BY g, a, b, c

-- case: keys_in_parentheses_19
SELECT a, b, c, count(*) n, grouping(a, b, c) g FROM (VALUES (1, 2, 3), (1, 2, 3), (3, 4, 5), (1, 2, 5)) t(a, b, c) GROUP BY GROUPING SETS ((a, b), (c), c, ()) ORDER BY g, a, c

-- case: keys_in_parentheses_20
SELECT count(*) n FROM (VALUES (1, 2), (1, 2), (3, 4)) t(a, b) GROUP BY (), ()

-- case: keys_in_parentheses_21
SELECT a, count(*) n FROM (VALUES (1, 2), (1, 2), (3, 4)) t(a, b) GROUP BY GROUPING SETS (a, ()), () ORDER BY 1, 2

-- case: keys_in_parentheses_22
SELECT row(a, b) AS r, max(b) n FROM (VALUES (1, 2), (1, 2), (3, 4)) t(a, b) GROUP BY ROW(a, b), a ORDER BY a

-- case: keys_in_parentheses_23
SELECT t.r, r.x FROM (VALUES ROW(CAST(ROW(1, 'a') AS ROW(x integer, y varchar)))) t(r) GROUP BY (t.r) ORDER BY 1

-- case: quantified_by_one_name_0
WITH activity(user_id, events) AS (VALUES ('a', 1), ('b', 2)) SELECT user_id FROM activity WHERE events >= ALL(SELECT events FROM activity) ORDER BY 1

-- case: quantified_by_one_name_1
WITH activity(user_id, events) AS (VALUES ('a', 1), ('b', 2)) SELECT w.user_id, w.user_id IN (SELECT user_id FROM activity WHERE events >= ALL(SELECT events FROM activity)) x FROM activity w ORDER BY 1

-- case: quantified_by_one_name_2
WITH activity(user_id, events) AS (VALUES ('a', 1), ('b', 2)) SELECT w.user_id FROM activity w WHERE w.user_id IN (SELECT user_id FROM activity WHERE events >= ALL(SELECT events FROM activity)) ORDER BY 1

-- case: quantified_by_one_name_3
WITH activity(user_id, events) AS (VALUES ('a', 1), ('b', 2)) SELECT w.user_id, w.user_id IN (SELECT a.user_id FROM activity a WHERE events >= ALL(SELECT events FROM activity)) x FROM activity w ORDER BY 1

-- case: quantified_by_one_name_4
WITH activity(user_id, events) AS (VALUES ('a', 1), ('b', 2)) SELECT w.user_id, w.user_id IN (SELECT user_id FROM activity WHERE events > ANY(SELECT events FROM activity)) x FROM activity w ORDER BY 1

-- case: quantified_by_one_name_5
WITH activity(user_id, events) AS (VALUES ('a', 1), ('b', 2)) SELECT w.user_id, EXISTS (SELECT user_id FROM activity WHERE events > ANY(SELECT events FROM activity) AND activity.user_id = w.user_id) x FROM activity w ORDER BY 1

-- case: quantified_by_one_name_6
WITH activity(user_id, events) AS (VALUES ('a', 1), ('b', 2)) SELECT w.user_id, (SELECT max(user_id) FROM activity WHERE events > ANY(SELECT events FROM activity)) x FROM activity w ORDER BY 1

-- case: quantified_by_one_name_7
WITH activity(user_id, events) AS (VALUES ('a', 1), ('b', 2)) SELECT w.user_id, w.user_id IN (SELECT user_id FROM activity WHERE events = (SELECT max(events) FROM activity)) x FROM activity w ORDER BY 1

-- case: quantified_by_one_name_8
WITH activity(user_id, events) AS (VALUES ('a', 1), ('b', 2)) SELECT w.user_id, w.user_id IN (SELECT user_id FROM activity WHERE events IN (SELECT events + 1 FROM activity)) x FROM activity w ORDER BY 1

-- case: quantified_by_one_name_9
WITH activity(user_id, events) AS (VALUES ('a', 1), ('b', 2)) SELECT w.user_id, w.user_id IN (SELECT user_id FROM activity WHERE events NOT IN (SELECT events + 1 FROM activity)) x FROM activity w ORDER BY 1

-- case: quantified_by_one_name_11
WITH activity(user_id, events) AS (VALUES ('a', 1), ('b', 2)) SELECT w.user_id, w.user_id IN (SELECT user_id FROM (SELECT user_id FROM activity WHERE events >= ALL(SELECT events FROM activity))) x FROM activity w ORDER BY 1

-- case: stars_with_names_0
SELECT t.r.* AS (id, flag) FROM (VALUES ROW(CAST(ROW(1, true) AS ROW(x bigint, y boolean)))) AS t(r)

-- case: stars_with_names_1
SELECT t.r.* FROM (VALUES ROW(CAST(ROW(1, true) AS ROW(x bigint, y boolean)))) AS t(r)

-- case: stars_with_names_2
SELECT t.* AS (id, flag) FROM (VALUES (1, true)) AS t(a, b)

-- case: stars_with_names_3
SELECT (t.r).* AS (id, flag) FROM (VALUES ROW(CAST(ROW(1, true) AS ROW(x bigint, y boolean)))) AS t(r)

-- case: stars_with_names_4
SELECT t.*, u.* AS (c, d) FROM (VALUES (1, true)) AS t(a, b) CROSS JOIN (VALUES (5, 6)) u(a, b)

-- case: stars_with_names_5
SELECT x.r.* AS (a), 1 AS z, y.* AS (p, q) FROM (VALUES ROW(CAST(ROW(1) AS ROW(x bigint)))) AS x(r), (VALUES (1, 2)) y(m, n)

-- case: stars_with_names_6
-- fails: Column alias list has 1 entries
SELECT t.* AS (id) FROM (VALUES (1, true)) AS t(a, b)

-- case: stars_with_names_7
SELECT "t"."r".* AS ("Id", flag) FROM (VALUES ROW(CAST(ROW(1, true) AS ROW(x bigint, y boolean)))) AS t(r)

-- case: stars_with_names_8
SELECT t.r.s.* AS (id, flag) FROM (VALUES ROW(CAST(ROW(ROW(1, true)) AS ROW(s ROW(x bigint, y boolean))))) AS t(r)

-- case: stars_with_names_9
-- fails: Unable to resolve reference
SELECT t.a.* FROM (VALUES (1, true)) AS t(a, b)

-- case: stars_with_names_10
SELECT * FROM (SELECT t.* AS (id, flag) FROM (VALUES (1, true)) AS t(a, b)) ORDER BY id

-- case: stars_with_names_11
WITH v AS (SELECT t.* AS (id, flag) FROM (VALUES (1, true), (2, false)) AS t(a, b)) SELECT id FROM v WHERE flag ORDER BY id

-- case: quantified_in_place_0
WITH t(g, x) AS (VALUES ('a', 1), ('a', 2), ('b', 2), ('c', NULL), (NULL, 5)), u(g, x) AS (VALUES ('a', 2), ('b', 7), ('b', NULL)) SELECT g, x FROM t WHERE x >= ALL (SELECT x FROM t WHERE x IS NOT NULL) ORDER BY g, x

-- case: quantified_in_place_1
WITH t(g, x) AS (VALUES ('a', 1), ('a', 2), ('b', 2), ('c', NULL), (NULL, 5)), u(g, x) AS (VALUES ('a', 2), ('b', 7), ('b', NULL)) SELECT g, x, x >= ALL (SELECT x FROM t WHERE x IS NOT NULL) AS p FROM t ORDER BY g, x

-- case: quantified_in_place_2
WITH t(g, x) AS (VALUES ('a', 1), ('a', 2), ('b', 2), ('c', NULL), (NULL, 5)), u(g, x) AS (VALUES ('a', 2), ('b', 7), ('b', NULL)) SELECT g, x FROM t WHERE NOT (x >= ALL (SELECT x FROM t WHERE x IS NOT NULL)) OR g = 'c' ORDER BY g, x

-- case: quantified_in_place_3
WITH t(g, x) AS (VALUES ('a', 1), ('a', 2), ('b', 2), ('c', NULL), (NULL, 5)), u(g, x) AS (VALUES ('a', 2), ('b', 7), ('b', NULL)) SELECT g, max(x) AS m, count_if(x >= ALL (SELECT x FROM t WHERE x IS NOT NULL)) AS n FROM t GROUP BY g ORDER BY g

-- case: quantified_in_place_4
WITH t(g, x) AS (VALUES ('a', 1), ('a', 2), ('b', 2), ('c', NULL), (NULL, 5)), u(g, x) AS (VALUES ('a', 2), ('b', 7), ('b', NULL)) SELECT g, x, CASE WHEN x >= ALL (SELECT x FROM t WHERE x IS NOT NULL) THEN 1 ELSE 2 END AS c FROM t WHERE EXISTS (SELECT 1 FROM t i WHERE i.g = t.g) ORDER BY g, x

-- case: quantified_in_place_5
WITH t(g, x) AS (VALUES ('a', 1), ('a', 2), ('b', 2), ('c', NULL), (NULL, 5)), u(g, x) AS (VALUES ('a', 2), ('b', 7), ('b', NULL)) SELECT g, x FROM t WHERE x >= ALL (SELECT x FROM t) ORDER BY g, x

-- case: quantified_in_place_6
WITH t(g, x) AS (VALUES ('a', 1), ('a', 2), ('b', 2), ('c', NULL), (NULL, 5)), u(g, x) AS (VALUES ('a', 2), ('b', 7), ('b', NULL)) SELECT g, x, x >= ALL (SELECT x FROM t) AS p FROM t ORDER BY g, x

-- case: quantified_in_place_7
WITH t(g, x) AS (VALUES ('a', 1), ('a', 2), ('b', 2), ('c', NULL), (NULL, 5)), u(g, x) AS (VALUES ('a', 2), ('b', 7), ('b', NULL)) SELECT g, x FROM t WHERE NOT (x >= ALL (SELECT x FROM t)) OR g = 'c' ORDER BY g, x

-- case: quantified_in_place_8
WITH t(g, x) AS (VALUES ('a', 1), ('a', 2), ('b', 2), ('c', NULL), (NULL, 5)), u(g, x) AS (VALUES ('a', 2), ('b', 7), ('b', NULL)) SELECT g, max(x) AS m, count_if(x >= ALL (SELECT x FROM t)) AS n FROM t GROUP BY g ORDER BY g

-- case: quantified_in_place_9
WITH t(g, x) AS (VALUES ('a', 1), ('a', 2), ('b', 2), ('c', NULL), (NULL, 5)), u(g, x) AS (VALUES ('a', 2), ('b', 7), ('b', NULL)) SELECT g, x, CASE WHEN x >= ALL (SELECT x FROM t) THEN 1 ELSE 2 END AS c FROM t WHERE EXISTS (SELECT 1 FROM t i WHERE i.g = t.g) ORDER BY g, x

-- case: quantified_in_place_10
WITH t(g, x) AS (VALUES ('a', 1), ('a', 2), ('b', 2), ('c', NULL), (NULL, 5)), u(g, x) AS (VALUES ('a', 2), ('b', 7), ('b', NULL)) SELECT g, x FROM t WHERE x > ANY (SELECT x FROM t) ORDER BY g, x

-- case: quantified_in_place_11
WITH t(g, x) AS (VALUES ('a', 1), ('a', 2), ('b', 2), ('c', NULL), (NULL, 5)), u(g, x) AS (VALUES ('a', 2), ('b', 7), ('b', NULL)) SELECT g, x, x > ANY (SELECT x FROM t) AS p FROM t ORDER BY g, x

-- case: quantified_in_place_12
WITH t(g, x) AS (VALUES ('a', 1), ('a', 2), ('b', 2), ('c', NULL), (NULL, 5)), u(g, x) AS (VALUES ('a', 2), ('b', 7), ('b', NULL)) SELECT g, x FROM t WHERE NOT (x > ANY (SELECT x FROM t)) OR g = 'c' ORDER BY g, x

-- case: quantified_in_place_13
WITH t(g, x) AS (VALUES ('a', 1), ('a', 2), ('b', 2), ('c', NULL), (NULL, 5)), u(g, x) AS (VALUES ('a', 2), ('b', 7), ('b', NULL)) SELECT g, max(x) AS m, count_if(x > ANY (SELECT x FROM t)) AS n FROM t GROUP BY g ORDER BY g

-- case: quantified_in_place_14
WITH t(g, x) AS (VALUES ('a', 1), ('a', 2), ('b', 2), ('c', NULL), (NULL, 5)), u(g, x) AS (VALUES ('a', 2), ('b', 7), ('b', NULL)) SELECT g, x, CASE WHEN x > ANY (SELECT x FROM t) THEN 1 ELSE 2 END AS c FROM t WHERE EXISTS (SELECT 1 FROM t i WHERE i.g = t.g) ORDER BY g, x

-- case: quantified_in_place_15
WITH t(g, x) AS (VALUES ('a', 1), ('a', 2), ('b', 2), ('c', NULL), (NULL, 5)), u(g, x) AS (VALUES ('a', 2), ('b', 7), ('b', NULL)) SELECT g, x FROM t WHERE x = SOME (SELECT x FROM u) ORDER BY g, x

-- case: quantified_in_place_16
WITH t(g, x) AS (VALUES ('a', 1), ('a', 2), ('b', 2), ('c', NULL), (NULL, 5)), u(g, x) AS (VALUES ('a', 2), ('b', 7), ('b', NULL)) SELECT g, x, x = SOME (SELECT x FROM u) AS p FROM t ORDER BY g, x

-- case: quantified_in_place_17
WITH t(g, x) AS (VALUES ('a', 1), ('a', 2), ('b', 2), ('c', NULL), (NULL, 5)), u(g, x) AS (VALUES ('a', 2), ('b', 7), ('b', NULL)) SELECT g, x FROM t WHERE NOT (x = SOME (SELECT x FROM u)) OR g = 'c' ORDER BY g, x

-- case: quantified_in_place_18
WITH t(g, x) AS (VALUES ('a', 1), ('a', 2), ('b', 2), ('c', NULL), (NULL, 5)), u(g, x) AS (VALUES ('a', 2), ('b', 7), ('b', NULL)) SELECT g, max(x) AS m, count_if(x = SOME (SELECT x FROM u)) AS n FROM t GROUP BY g ORDER BY g

-- case: quantified_in_place_19
WITH t(g, x) AS (VALUES ('a', 1), ('a', 2), ('b', 2), ('c', NULL), (NULL, 5)), u(g, x) AS (VALUES ('a', 2), ('b', 7), ('b', NULL)) SELECT g, x, CASE WHEN x = SOME (SELECT x FROM u) THEN 1 ELSE 2 END AS c FROM t WHERE EXISTS (SELECT 1 FROM t i WHERE i.g = t.g) ORDER BY g, x

-- case: quantified_in_place_20
WITH t(g, x) AS (VALUES ('a', 1), ('a', 2), ('b', 2), ('c', NULL), (NULL, 5)), u(g, x) AS (VALUES ('a', 2), ('b', 7), ('b', NULL)) SELECT g, x FROM t WHERE x <> ALL (SELECT x FROM u) ORDER BY g, x

-- case: quantified_in_place_21
WITH t(g, x) AS (VALUES ('a', 1), ('a', 2), ('b', 2), ('c', NULL), (NULL, 5)), u(g, x) AS (VALUES ('a', 2), ('b', 7), ('b', NULL)) SELECT g, x, x <> ALL (SELECT x FROM u) AS p FROM t ORDER BY g, x

-- case: quantified_in_place_22
WITH t(g, x) AS (VALUES ('a', 1), ('a', 2), ('b', 2), ('c', NULL), (NULL, 5)), u(g, x) AS (VALUES ('a', 2), ('b', 7), ('b', NULL)) SELECT g, x FROM t WHERE NOT (x <> ALL (SELECT x FROM u)) OR g = 'c' ORDER BY g, x

-- case: quantified_in_place_23
WITH t(g, x) AS (VALUES ('a', 1), ('a', 2), ('b', 2), ('c', NULL), (NULL, 5)), u(g, x) AS (VALUES ('a', 2), ('b', 7), ('b', NULL)) SELECT g, max(x) AS m, count_if(x <> ALL (SELECT x FROM u)) AS n FROM t GROUP BY g ORDER BY g

-- case: quantified_in_place_24
WITH t(g, x) AS (VALUES ('a', 1), ('a', 2), ('b', 2), ('c', NULL), (NULL, 5)), u(g, x) AS (VALUES ('a', 2), ('b', 7), ('b', NULL)) SELECT g, x, CASE WHEN x <> ALL (SELECT x FROM u) THEN 1 ELSE 2 END AS c FROM t WHERE EXISTS (SELECT 1 FROM t i WHERE i.g = t.g) ORDER BY g, x

-- case: quantified_in_place_25
WITH t(g, x) AS (VALUES ('a', 1), ('a', 2), ('b', 2), ('c', NULL), (NULL, 5)), u(g, x) AS (VALUES ('a', 2), ('b', 7), ('b', NULL)) SELECT g, x FROM t WHERE x < ALL (SELECT x FROM t WHERE g = 'b') ORDER BY g, x

-- case: quantified_in_place_26
WITH t(g, x) AS (VALUES ('a', 1), ('a', 2), ('b', 2), ('c', NULL), (NULL, 5)), u(g, x) AS (VALUES ('a', 2), ('b', 7), ('b', NULL)) SELECT g, x, x < ALL (SELECT x FROM t WHERE g = 'b') AS p FROM t ORDER BY g, x

-- case: quantified_in_place_27
WITH t(g, x) AS (VALUES ('a', 1), ('a', 2), ('b', 2), ('c', NULL), (NULL, 5)), u(g, x) AS (VALUES ('a', 2), ('b', 7), ('b', NULL)) SELECT g, x FROM t WHERE NOT (x < ALL (SELECT x FROM t WHERE g = 'b')) OR g = 'c' ORDER BY g, x

-- case: quantified_in_place_28
WITH t(g, x) AS (VALUES ('a', 1), ('a', 2), ('b', 2), ('c', NULL), (NULL, 5)), u(g, x) AS (VALUES ('a', 2), ('b', 7), ('b', NULL)) SELECT g, max(x) AS m, count_if(x < ALL (SELECT x FROM t WHERE g = 'b')) AS n FROM t GROUP BY g ORDER BY g

-- case: quantified_in_place_29
WITH t(g, x) AS (VALUES ('a', 1), ('a', 2), ('b', 2), ('c', NULL), (NULL, 5)), u(g, x) AS (VALUES ('a', 2), ('b', 7), ('b', NULL)) SELECT g, x, CASE WHEN x < ALL (SELECT x FROM t WHERE g = 'b') THEN 1 ELSE 2 END AS c FROM t WHERE EXISTS (SELECT 1 FROM t i WHERE i.g = t.g) ORDER BY g, x

-- case: quantified_in_place_30
WITH t(g, x) AS (VALUES ('a', 1), ('a', 2), ('b', 2), ('c', NULL), (NULL, 5)), u(g, x) AS (VALUES ('a', 2), ('b', 7), ('b', NULL)) SELECT g, x FROM t WHERE x >= ALL (SELECT x FROM u WHERE u.g = t.g) ORDER BY g, x

-- case: quantified_in_place_31
WITH t(g, x) AS (VALUES ('a', 1), ('a', 2), ('b', 2), ('c', NULL), (NULL, 5)), u(g, x) AS (VALUES ('a', 2), ('b', 7), ('b', NULL)) SELECT g, x, x >= ALL (SELECT x FROM u WHERE u.g = t.g) AS p FROM t ORDER BY g, x

-- case: quantified_in_place_32
WITH t(g, x) AS (VALUES ('a', 1), ('a', 2), ('b', 2), ('c', NULL), (NULL, 5)), u(g, x) AS (VALUES ('a', 2), ('b', 7), ('b', NULL)) SELECT g, x FROM t WHERE NOT (x >= ALL (SELECT x FROM u WHERE u.g = t.g)) OR g = 'c' ORDER BY g, x

-- case: quantified_in_place_33
WITH t(g, x) AS (VALUES ('a', 1), ('a', 2), ('b', 2), ('c', NULL), (NULL, 5)), u(g, x) AS (VALUES ('a', 2), ('b', 7), ('b', NULL)) SELECT g, max(x) AS m, count_if(x >= ALL (SELECT x FROM u WHERE u.g = t.g)) AS n FROM t GROUP BY g ORDER BY g

-- case: quantified_in_place_34
WITH t(g, x) AS (VALUES ('a', 1), ('a', 2), ('b', 2), ('c', NULL), (NULL, 5)), u(g, x) AS (VALUES ('a', 2), ('b', 7), ('b', NULL)) SELECT g, x, CASE WHEN x >= ALL (SELECT x FROM u WHERE u.g = t.g) THEN 1 ELSE 2 END AS c FROM t WHERE EXISTS (SELECT 1 FROM t i WHERE i.g = t.g) ORDER BY g, x

-- case: quantified_in_place_35
WITH t(g, x) AS (VALUES ('a', 1), ('a', 2), ('b', 2), ('c', NULL), (NULL, 5)), u(g, x) AS (VALUES ('a', 2), ('b', 7), ('b', NULL)) SELECT g, x FROM t WHERE x > ANY (SELECT x - 1 FROM u WHERE u.g = t.g) ORDER BY g, x

-- case: quantified_in_place_36
WITH t(g, x) AS (VALUES ('a', 1), ('a', 2), ('b', 2), ('c', NULL), (NULL, 5)), u(g, x) AS (VALUES ('a', 2), ('b', 7), ('b', NULL)) SELECT g, x, x > ANY (SELECT x - 1 FROM u WHERE u.g = t.g) AS p FROM t ORDER BY g, x

-- case: quantified_in_place_37
WITH t(g, x) AS (VALUES ('a', 1), ('a', 2), ('b', 2), ('c', NULL), (NULL, 5)), u(g, x) AS (VALUES ('a', 2), ('b', 7), ('b', NULL)) SELECT g, x FROM t WHERE NOT (x > ANY (SELECT x - 1 FROM u WHERE u.g = t.g)) OR g = 'c' ORDER BY g, x

-- case: quantified_in_place_38
WITH t(g, x) AS (VALUES ('a', 1), ('a', 2), ('b', 2), ('c', NULL), (NULL, 5)), u(g, x) AS (VALUES ('a', 2), ('b', 7), ('b', NULL)) SELECT g, max(x) AS m, count_if(x > ANY (SELECT x - 1 FROM u WHERE u.g = t.g)) AS n FROM t GROUP BY g ORDER BY g

-- case: quantified_in_place_39
WITH t(g, x) AS (VALUES ('a', 1), ('a', 2), ('b', 2), ('c', NULL), (NULL, 5)), u(g, x) AS (VALUES ('a', 2), ('b', 7), ('b', NULL)) SELECT g, x, CASE WHEN x > ANY (SELECT x - 1 FROM u WHERE u.g = t.g) THEN 1 ELSE 2 END AS c FROM t WHERE EXISTS (SELECT 1 FROM t i WHERE i.g = t.g) ORDER BY g, x

-- case: quantified_in_place_40
WITH t(g, x) AS (VALUES ('a', 1), ('a', 2), ('b', 2), ('c', NULL), (NULL, 5)), u(g, x) AS (VALUES ('a', 2), ('b', 7), ('b', NULL)) SELECT g, x FROM t WHERE x >= ALL (SELECT x FROM t AS i WHERE i.g = t.g) ORDER BY g, x

-- case: quantified_in_place_41
WITH t(g, x) AS (VALUES ('a', 1), ('a', 2), ('b', 2), ('c', NULL), (NULL, 5)), u(g, x) AS (VALUES ('a', 2), ('b', 7), ('b', NULL)) SELECT g, x, x >= ALL (SELECT x FROM t AS i WHERE i.g = t.g) AS p FROM t ORDER BY g, x

-- case: quantified_in_place_42
WITH t(g, x) AS (VALUES ('a', 1), ('a', 2), ('b', 2), ('c', NULL), (NULL, 5)), u(g, x) AS (VALUES ('a', 2), ('b', 7), ('b', NULL)) SELECT g, x FROM t WHERE NOT (x >= ALL (SELECT x FROM t AS i WHERE i.g = t.g)) OR g = 'c' ORDER BY g, x

-- case: quantified_in_place_43
WITH t(g, x) AS (VALUES ('a', 1), ('a', 2), ('b', 2), ('c', NULL), (NULL, 5)), u(g, x) AS (VALUES ('a', 2), ('b', 7), ('b', NULL)) SELECT g, max(x) AS m, count_if(x >= ALL (SELECT x FROM t AS i WHERE i.g = t.g)) AS n FROM t GROUP BY g ORDER BY g

-- case: quantified_in_place_44
WITH t(g, x) AS (VALUES ('a', 1), ('a', 2), ('b', 2), ('c', NULL), (NULL, 5)), u(g, x) AS (VALUES ('a', 2), ('b', 7), ('b', NULL)) SELECT g, x, CASE WHEN x >= ALL (SELECT x FROM t AS i WHERE i.g = t.g) THEN 1 ELSE 2 END AS c FROM t WHERE EXISTS (SELECT 1 FROM t i WHERE i.g = t.g) ORDER BY g, x

-- case: quantified_in_place_45
WITH t(g, x) AS (VALUES ('a', 1), ('a', 2), ('b', 2), ('c', NULL), (NULL, 5)), u(g, x) AS (VALUES ('a', 2), ('b', 7), ('b', NULL)) SELECT g, x FROM t WHERE x IN (SELECT x FROM t WHERE x >= ALL (SELECT x FROM u WHERE x IS NOT NULL AND u.g = t.g)) ORDER BY g, x

-- case: quantified_in_place_46
WITH t(g, x) AS (VALUES ('a', 1), ('a', 2), ('b', 2), ('c', NULL), (NULL, 5)), u(g, x) AS (VALUES ('a', 2), ('b', 7), ('b', NULL)) SELECT g, x, x IN (SELECT x FROM t WHERE x >= ALL (SELECT x FROM u WHERE x IS NOT NULL AND u.g = t.g)) AS p FROM t ORDER BY g, x

-- case: quantified_in_place_47
WITH t(g, x) AS (VALUES ('a', 1), ('a', 2), ('b', 2), ('c', NULL), (NULL, 5)), u(g, x) AS (VALUES ('a', 2), ('b', 7), ('b', NULL)) SELECT g, x FROM t WHERE NOT (x IN (SELECT x FROM t WHERE x >= ALL (SELECT x FROM u WHERE x IS NOT NULL AND u.g = t.g))) OR g = 'c' ORDER BY g, x

-- case: quantified_in_place_48
WITH t(g, x) AS (VALUES ('a', 1), ('a', 2), ('b', 2), ('c', NULL), (NULL, 5)), u(g, x) AS (VALUES ('a', 2), ('b', 7), ('b', NULL)) SELECT g, max(x) AS m, count_if(x IN (SELECT x FROM t WHERE x >= ALL (SELECT x FROM u WHERE x IS NOT NULL AND u.g = t.g))) AS n FROM t GROUP BY g ORDER BY g

-- case: quantified_in_place_49
WITH t(g, x) AS (VALUES ('a', 1), ('a', 2), ('b', 2), ('c', NULL), (NULL, 5)), u(g, x) AS (VALUES ('a', 2), ('b', 7), ('b', NULL)) SELECT g, x, CASE WHEN x IN (SELECT x FROM t WHERE x >= ALL (SELECT x FROM u WHERE x IS NOT NULL AND u.g = t.g)) THEN 1 ELSE 2 END AS c FROM t WHERE EXISTS (SELECT 1 FROM t i WHERE i.g = t.g) ORDER BY g, x

-- case: quantified_in_place_50
WITH t(g, x) AS (VALUES ('a', 1), ('a', 2), ('b', 2), ('c', NULL), (NULL, 5)), u(g, x) AS (VALUES ('a', 2), ('b', 7), ('b', NULL)) SELECT g, x FROM t WHERE x + 1 > ALL (SELECT x FROM t WHERE g = 'a') ORDER BY g, x

-- case: quantified_in_place_51
WITH t(g, x) AS (VALUES ('a', 1), ('a', 2), ('b', 2), ('c', NULL), (NULL, 5)), u(g, x) AS (VALUES ('a', 2), ('b', 7), ('b', NULL)) SELECT g, x, x + 1 > ALL (SELECT x FROM t WHERE g = 'a') AS p FROM t ORDER BY g, x

-- case: quantified_in_place_52
WITH t(g, x) AS (VALUES ('a', 1), ('a', 2), ('b', 2), ('c', NULL), (NULL, 5)), u(g, x) AS (VALUES ('a', 2), ('b', 7), ('b', NULL)) SELECT g, x FROM t WHERE NOT (x + 1 > ALL (SELECT x FROM t WHERE g = 'a')) OR g = 'c' ORDER BY g, x

-- case: quantified_in_place_53
WITH t(g, x) AS (VALUES ('a', 1), ('a', 2), ('b', 2), ('c', NULL), (NULL, 5)), u(g, x) AS (VALUES ('a', 2), ('b', 7), ('b', NULL)) SELECT g, max(x) AS m, count_if(x + 1 > ALL (SELECT x FROM t WHERE g = 'a')) AS n FROM t GROUP BY g ORDER BY g

-- case: quantified_in_place_54
WITH t(g, x) AS (VALUES ('a', 1), ('a', 2), ('b', 2), ('c', NULL), (NULL, 5)), u(g, x) AS (VALUES ('a', 2), ('b', 7), ('b', NULL)) SELECT g, x, CASE WHEN x + 1 > ALL (SELECT x FROM t WHERE g = 'a') THEN 1 ELSE 2 END AS c FROM t WHERE EXISTS (SELECT 1 FROM t i WHERE i.g = t.g) ORDER BY g, x

-- case: quantified_in_place_55
WITH t(g, x) AS (VALUES ('a', 1), ('a', 2), ('b', 2), ('c', NULL), (NULL, 5)), u(g, x) AS (VALUES ('a', 2), ('b', 7), ('b', NULL)) SELECT g, max(x) AS m FROM t GROUP BY g HAVING max(x) >= ALL (SELECT x FROM t WHERE x IS NOT NULL) ORDER BY g

-- case: quantified_in_place_56
WITH t(g, x) AS (VALUES ('a', 1), ('a', 2), ('b', 2), ('c', NULL), (NULL, 5)), u(g, x) AS (VALUES ('a', 2), ('b', 7), ('b', NULL)) SELECT g, max(x) AS m FROM t GROUP BY g HAVING max(x) >= ALL (SELECT x FROM t) ORDER BY g

-- case: quantified_in_place_57
WITH t(g, x) AS (VALUES ('a', 1), ('a', 2), ('b', 2), ('c', NULL), (NULL, 5)), u(g, x) AS (VALUES ('a', 2), ('b', 7), ('b', NULL)) SELECT g, max(x) AS m FROM t GROUP BY g HAVING max(x) > ANY (SELECT x FROM t) ORDER BY g

-- case: quantified_in_place_58
WITH t(g, x) AS (VALUES ('a', 1), ('a', 2), ('b', 2), ('c', NULL), (NULL, 5)), u(g, x) AS (VALUES ('a', 2), ('b', 7), ('b', NULL)) SELECT g, max(x) AS m FROM t GROUP BY g HAVING max(x) = SOME (SELECT x FROM u) ORDER BY g

-- case: quantified_in_place_59
WITH t(g, x) AS (VALUES ('a', 1), ('a', 2), ('b', 2), ('c', NULL), (NULL, 5)), u(g, x) AS (VALUES ('a', 2), ('b', 7), ('b', NULL)) SELECT g, max(x) AS m FROM t GROUP BY g HAVING max(x) <> ALL (SELECT x FROM u) ORDER BY g

-- case: quantified_in_place_60
WITH t(g, x) AS (VALUES ('a', 1), ('a', 2), ('b', 2), ('c', NULL), (NULL, 5)), u(g, x) AS (VALUES ('a', 2), ('b', 7), ('b', NULL)) SELECT g, max(x) AS m FROM t GROUP BY g HAVING max(x) < ALL (SELECT x FROM t WHERE g = 'b') ORDER BY g

-- case: quantified_in_place_61
WITH t(g, x) AS (VALUES ('a', 1), ('a', 2), ('b', 2), ('c', NULL), (NULL, 5)), w(k) AS (VALUES 'a', 'b', 'c') SELECT k, x FROM t CROSS JOIN w WHERE x >= ALL (SELECT x FROM t WHERE t.g = w.k) ORDER BY k, x

-- case: quantified_in_place_62
WITH t(g, x) AS (VALUES ('a', 1), ('a', 2), ('b', 2), ('c', NULL), (NULL, 5)), w(k) AS (VALUES 'a', 'b', 'c') SELECT k, x, x >= ALL (SELECT DISTINCT x FROM t WHERE t.g = w.k) AS p FROM t CROSS JOIN w ORDER BY k, x

-- case: quantified_in_place_63
WITH t(g, x) AS (VALUES ('a', 1), ('a', 2), ('b', 2), ('c', NULL), (NULL, 5)), w(k) AS (VALUES 'a', 'b', 'c') SELECT k, x, x = ANY (SELECT max(x) FROM t GROUP BY g) AS p FROM t CROSS JOIN w ORDER BY k, x

-- case: quantified_in_place_64
WITH t(g, x) AS (VALUES ('a', 1), ('a', 2), ('b', 2), ('c', NULL), (NULL, 5)) SELECT g, x FROM t WHERE x >= ALL (SELECT x FROM t WHERE x < 5 UNION SELECT 2) ORDER BY 1, 2

-- case: quantified_in_place_65
WITH t(g, x) AS (VALUES ('a', 1), ('a', 2), ('b', 2), ('c', NULL), (NULL, 5)) SELECT g, x FROM t WHERE x >= ALL (SELECT x FROM t WHERE x < 5 ORDER BY x LIMIT 1) ORDER BY 1, 2

-- case: quantified_in_place_66
WITH t(g, x) AS (VALUES ('a', 1), ('a', 2), ('b', 2), ('c', NULL), (NULL, 5)) SELECT g, x FROM t WHERE x >= ALL (SELECT DISTINCT x FROM t WHERE x < 5) AND x <= ALL (VALUES 5, 7) ORDER BY 1, 2
