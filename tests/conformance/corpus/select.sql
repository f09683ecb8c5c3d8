-- The SELECT statement's clauses and their precedence.

-- case: select_without_from
SELECT 1 AS a WHERE 1 = 1

-- case: select_without_from_filtered
SELECT 1 AS a WHERE 1 = 2

-- case: select_all_keyword
SELECT ALL x FROM (VALUES 1, 1) t(x) ORDER BY x

-- case: values_with_expressions
SELECT a + 1 AS b FROM (VALUES (1 + 1), (2 * 3)) t(a) ORDER BY b

-- case: values_common_type
SELECT x, typeof(x) AS t FROM (VALUES 1, 2.5, 3e0) t(x) ORDER BY x

-- case: values_with_null_first
SELECT x, y FROM (VALUES (NULL, 'a'), (1, NULL)) t(x, y) ORDER BY x

-- case: values_of_unequal_width
-- fails: all rows have the same number of columns
SELECT * FROM (VALUES (1, 2), (3)) t

-- case: table_alias_without_columns
SELECT t.* FROM (SELECT 1 AS a, 2 AS b) t

-- case: table_alias_renames_columns
SELECT p, q FROM (SELECT 1 AS a, 2 AS b) AS t(p, q)

-- case: alias_without_as
SELECT 1 a, x b FROM (VALUES 2) t (x)

-- case: alias_hides_old_name
-- fails: t is called u here
WITH t(x) AS (VALUES 1) SELECT t.x FROM t AS u

-- case: set_operation_precedence
SELECT x FROM (SELECT 1 AS x UNION ALL SELECT 2 INTERSECT SELECT 2) ORDER BY x

-- case: set_operation_parentheses
SELECT x FROM ((SELECT 1 AS x UNION ALL SELECT 2) EXCEPT SELECT 2) ORDER BY x

-- case: set_operation_chain
SELECT x FROM (SELECT 1 AS x EXCEPT SELECT 2 UNION ALL SELECT 3) ORDER BY x

-- case: set_operation_order_and_limit
SELECT x FROM (VALUES 3, 1) t(x) UNION ALL SELECT x FROM (VALUES 2) u(x) ORDER BY x LIMIT 2

-- case: set_operation_branches_with_limits
(SELECT x FROM (VALUES 1, 2) t(x) ORDER BY x LIMIT 1) UNION ALL (SELECT x FROM (VALUES 9, 8) u(x) ORDER BY x LIMIT 1) ORDER BY 1

-- case: set_operation_names_come_from_first
SELECT 1 AS first_name UNION ALL SELECT 2 AS other ORDER BY first_name

-- case: except_all
SELECT x FROM (VALUES 1, 1, 1, 2) t(x) EXCEPT ALL SELECT x FROM (VALUES 1) u(x) ORDER BY x

-- case: except_treats_nulls_alike
SELECT x FROM (VALUES 1, NULL) t(x) EXCEPT SELECT NULL ORDER BY x

-- case: union_of_rows_and_arrays
SELECT ARRAY[1] AS a UNION ALL SELECT ARRAY[2.5] ORDER BY 1

-- case: distinct_with_nulls
SELECT DISTINCT x FROM (VALUES 1, NULL, NULL, 1) t(x) ORDER BY x

-- case: distinct_after_aggregation
SELECT DISTINCT count(*) AS n FROM (VALUES 'a', 'b', 'b', 'c', 'c') t(s) GROUP BY s ORDER BY n

-- case: group_by_several_positions
SELECT a, b, count(*) AS n FROM (VALUES (1, 'x'), (1, 'x'), (1, 'y')) t(a, b) GROUP BY 1, 2 ORDER BY 1, 2

-- case: group_by_empty_set
SELECT count(*) AS n FROM (VALUES 1, 2) t(x) GROUP BY ()

-- case: group_by_constant_column
SELECT 'all' AS label, sum(x) AS total FROM (VALUES 1, 2) t(x) GROUP BY 1

-- case: group_by_column_not_alias
SELECT upper(s) AS s, count(*) AS n FROM (VALUES 'a', 'A') t(s) GROUP BY s ORDER BY n, s

-- case: group_by_ordinal_of_aggregate
-- fails: an aggregate is no group
SELECT count(*) FROM (VALUES 1) t(x) GROUP BY 1

-- case: group_by_distinct_sets
SELECT a, count(*) AS n FROM (VALUES (1), (2)) t(a) GROUP BY DISTINCT GROUPING SETS ((a), (a), ()) ORDER BY a

-- case: group_by_cartesian_sets
SELECT a, b, count(*) AS n FROM (VALUES (1, 'x'), (2, 'y')) t(a, b) GROUP BY GROUPING SETS ((a), ()), GROUPING SETS ((b), ()) ORDER BY a, b

-- case: having_of_ungrouped_column
-- fails: x is not grouped
SELECT s FROM (VALUES ('a', 1)) t(s, x) GROUP BY s HAVING x > 0

-- case: having_on_grouped_expression
SELECT x % 2 AS parity, count(*) AS n FROM (VALUES 1, 2, 3) t(x) GROUP BY x % 2 HAVING x % 2 = 1

-- case: empty_group_has_no_rows
SELECT s, count(*) AS n FROM (VALUES 'a') t(s) WHERE s = 'z' GROUP BY s ORDER BY s

-- case: order_by_alias_and_source
SELECT -x AS x FROM (VALUES 1, 2, 3) t(x) ORDER BY x

-- case: order_by_qualified_source
SELECT -x AS x FROM (VALUES 1, 2, 3) t(x) ORDER BY t.x

-- case: order_by_aggregate_not_selected
SELECT s FROM (VALUES ('a', 1), ('b', 5), ('a', 2)) t(s, x) GROUP BY s ORDER BY max(x) DESC

-- case: order_by_window
SELECT x FROM (VALUES 3, 1, 2) t(x) ORDER BY row_number() OVER (ORDER BY x DESC)

-- case: order_by_case
SELECT s FROM (VALUES 'low', 'high', 'mid') t(s) ORDER BY CASE s WHEN 'high' THEN 1 WHEN 'mid' THEN 2 ELSE 3 END

-- case: order_by_boolean
SELECT x FROM (VALUES true, false, NULL) t(x) ORDER BY x DESC

-- case: order_in_subquery_is_free
SELECT count(*) AS n FROM (SELECT x FROM (VALUES 3, 1) t(x) ORDER BY x)

-- case: offset_beyond_the_end
SELECT x FROM (VALUES 1, 2) t(x) ORDER BY x OFFSET 5

-- case: fetch_first_row_only
SELECT x FROM (VALUES 2, 1) t(x) ORDER BY x FETCH FIRST ROW ONLY

-- case: limit_of_expression
-- fails: a limit is a number
SELECT x FROM (VALUES 1) t(x) LIMIT 1 + 1

-- case: join_chain
SELECT a.x, b.y, c.z FROM (VALUES 1, 2) a(x) JOIN (VALUES (1, 'p'), (2, 'q')) b(x, y) ON a.x = b.x LEFT JOIN (VALUES ('p', true)) c(y, z) ON b.y = c.y ORDER BY a.x

-- case: join_parenthesised
SELECT a.x, c.y FROM (VALUES 1, 2) a(x) LEFT JOIN ((VALUES 1) b(x) JOIN (VALUES (1, 'p')) c(x, y) ON b.x = c.x) ON a.x = b.x ORDER BY a.x

-- case: join_using_two_columns
SELECT * FROM (VALUES (1, 'a', 10)) l(id, k, x) JOIN (VALUES (1, 'a', 20)) r(id, k, y) USING (id, k)

-- case: join_using_qualified_column
-- fails: a joined column belongs to neither side
SELECT l.id FROM (VALUES 1) l(id) JOIN (VALUES 1) r(id) USING (id)

-- case: join_on_expression
SELECT l.s, r.n FROM (VALUES 'A1', 'B2') l(s) JOIN (VALUES ('a', 1), ('b', 3)) r(s, n) ON lower(substr(l.s, 1, 1)) = r.s AND CAST(substr(l.s, 2) AS integer) = r.n ORDER BY 1

-- case: left_join_condition_in_on_or_where
SELECT l.x, r.y FROM (VALUES 1, 2) l(x) LEFT JOIN (VALUES (1, 'a'), (2, 'b')) r(x, y) ON l.x = r.x AND r.y = 'a' ORDER BY l.x

-- case: join_on_different_number_kinds
SELECT l.x, r.y FROM (VALUES 1, 2) l(x) JOIN (VALUES 1.0, 3.0) r(y) ON l.x = r.y ORDER BY 1

-- case: join_on_text_and_number
-- fails: text is not compared with a number
SELECT * FROM (VALUES '1') l(x) JOIN (VALUES 1) r(y) ON l.x = r.y

-- case: cross_join_then_filter
SELECT a.x, b.y FROM (VALUES 1, 2, 3) a(x), (VALUES 2, 3) b(y) WHERE a.x = b.y ORDER BY 1

-- case: full_join_with_other_condition
SELECT l.x, r.y FROM (VALUES 1, 2) l(x) FULL JOIN (VALUES 2, 3) r(y) ON l.x = r.y AND l.x > 1 ORDER BY 1, 2

-- case: left_join_on_true
SELECT l.x, r.y FROM (VALUES 1) l(x) LEFT JOIN (SELECT 1 AS y WHERE false) r ON true

-- case: lateral_uses_outer
SELECT t.x, s.n FROM (VALUES 1, 2) t(x) CROSS JOIN LATERAL (SELECT count(*) AS n FROM (VALUES 1, 2, 2) u(y) WHERE u.y = t.x) s ORDER BY t.x

-- case: with_shadows_and_columns
WITH t(a, b) AS (SELECT 1, 2), u AS (SELECT a + b AS c FROM t) SELECT c, a FROM u CROSS JOIN t

-- case: with_unused
WITH t AS (SELECT 1 / 0 AS x) SELECT 1 AS a

-- case: with_column_count
-- fails: two names for one column
WITH t(a, b) AS (SELECT 1) SELECT * FROM t

-- case: with_later_reference
-- fails: a query sees only those before it
WITH a AS (SELECT * FROM b), b AS (SELECT 1 AS x) SELECT * FROM a

-- case: in_subquery_of_expressions
SELECT x + 1 IN (SELECT y FROM (VALUES 2, 3) u(y)) AS a FROM (VALUES 1) t(x)

-- case: correlated_in
SELECT o.id FROM (VALUES (1, 'a'), (2, 'b')) o(id, k) WHERE 5 IN (SELECT v FROM (VALUES ('a', 5), ('b', 6)) i(k, v) WHERE i.k = o.k) ORDER BY 1

-- case: quantified_comparison_of_empty
SELECT 1 > ALL (SELECT x FROM (VALUES 1) t(x) WHERE false) AS a, 1 = ANY (SELECT x FROM (VALUES 1) t(x) WHERE false) AS b

-- case: scalar_subquery_in_arithmetic
SELECT x, x * 100.0 / (SELECT sum(x) FROM (VALUES 1, 3) u(x)) AS percent FROM (VALUES 1, 3) t(x) ORDER BY x

-- case: scalar_subquery_in_where
SELECT x FROM (VALUES 1, 2, 9) t(x) WHERE x > (SELECT avg(y) FROM (VALUES 1, 2, 9) u(y)) ORDER BY x

-- case: subquery_in_case
SELECT CASE WHEN EXISTS (SELECT 1 WHERE false) THEN 'yes' ELSE 'no' END AS a

-- case: nested_subqueries
SELECT a FROM (SELECT a FROM (SELECT 1 AS a) WHERE a = 1) WHERE a < 2

-- case: keywords_as_names
SELECT 1 AS date, 2 AS "order", 3 AS year, 4 AS data, 5 AS type, 6 AS row_number

-- case: name_starting_with_a_digit
SELECT 1 AS "2nd", 2 AS _x

-- case: logical_precedence
SELECT true OR false AND false AS a, NOT false AND false AS b, NOT (true AND false) AS c, 1 + 1 = 2 AND 2 < 3 AS d

-- case: chained_comparison
-- fails: comparisons do not chain
SELECT 1 < 2 < 3
