-- max_by and min_by of groups, compared by whatever has an order.

-- case: by_text
SELECT g, max_by(v, b) AS a, min_by(v, b) AS z FROM (VALUES ('a', 'x', 'm'), ('a', 'y', 'ma'), ('a', NULL, ''), ('b', 'z', NULL), ('c', NULL, 'é'), ('c', 'q', 'z'), ('d', 'first', 's'), ('d', 'other', 'r')) AS t(g, v, b) GROUP BY g ORDER BY g

-- case: by_row
SELECT g, max_by(v, ROW(b, c)) AS a, min_by(v, ROW(b, c)) AS z FROM (VALUES ('a', 'x', DATE '2026-01-02', 9), ('a', 'y', DATE '2026-01-02', 10), ('a', 'w', DATE '1969-12-31', 99), ('b', 'q', DATE '2026-01-01', -1), ('b', 'r', DATE '2026-01-01', -2)) AS t(g, v, b, c) GROUP BY g ORDER BY g

-- case: by_row_of_text_and_number
SELECT g, max_by(v, ROW(b, c)) AS a, min_by(v, ROW(b, c)) AS z FROM (VALUES (1, 'x', 'a', 2e0), (1, 'y', 'a', -2e0), (1, 'w', 'ab', 0e0), (2, 'q', '', 1e0)) AS t(g, v, b, c) GROUP BY g ORDER BY g

-- case: by_boolean
SELECT g, max_by(v, b) AS a, min_by(v, b) AS z FROM (VALUES (1, 'x', true), (1, 'y', false), (2, 'q', NULL), (3, 'r', false)) AS t(g, v, b) GROUP BY g ORDER BY g

-- case: by_array
SELECT g, max_by(v, b) AS a, min_by(v, b) AS z FROM (VALUES (1, 'x', ARRAY[1, 2]), (1, 'y', ARRAY[1, 10]), (1, 'w', ARRAY[1]), (2, 'q', ARRAY[-1])) AS t(g, v, b) GROUP BY g ORDER BY g

-- case: by_wide_decimal
SELECT g, max_by(v, b) AS a, min_by(v, b) AS z FROM (VALUES (1, 'x', DECIMAL '12345678901234567890.123'), (1, 'y', DECIMAL '-99999999999999999999.999'), (2, 'q', DECIMAL '0.001')) AS t(g, v, b) GROUP BY g ORDER BY g

-- case: rows_by_rows_filtered
SELECT g, max_by(ROW(v, b), ROW(b, c)) FILTER (WHERE c > 1) AS a, min_by(v, ROW(b, c)) FILTER (WHERE c > 5) AS z FROM (VALUES (1, 'x', 'k', 1), (1, 'y', 'k', 2), (1, 'w', 'j', 7), (2, 'q', 'l', 0)) AS t(g, v, b, c) GROUP BY g ORDER BY g

-- case: many_groups
SELECT count(*) AS n, sum(best) AS b, sum(worst) AS w FROM (SELECT x % 1000 AS g, max_by(x, ROW(CAST(x / 1000 AS varchar), x)) AS best, min_by(x, CAST(x AS varchar)) AS worst FROM UNNEST(sequence(1, 10000)) AS t(x) GROUP BY x % 1000)

-- case: max_by_n_of_ties
SELECT max_by(k, v, 2), min_by(k, v, 2), max_by(k, v, 5), max(v, 3) FROM (VALUES (0, 2), (1, 1), (2, 2), (3, NULL), (4, 3), (5, 2), (6, 1)) t(k, v) GROUP BY k < 10

-- case: max_by_n_of_ties_by_group
SELECT p, max_by(k, v, 3), min_by(k, v, 3) FROM (VALUES (0, 2, 1), (1, 1, 1), (2, 2, 1), (3, 2, 1), (4, 3, 2), (5, 2, 2), (6, 2, 2), (7, 2, 2), (8, 2, 2)) t(k, v, p) GROUP BY p ORDER BY p

-- case: max_by_n_of_ties_over_a_window
SELECT k, max_by(k, v, 2) OVER (ORDER BY k ROWS BETWEEN 3 PRECEDING AND CURRENT ROW) AS top FROM (VALUES (0, 2), (1, 1), (2, 2), (3, NULL), (4, 3), (5, 2), (6, 3)) t(k, v) ORDER BY k

-- case: max_by_n_of_one_value
SELECT max_by(k, 1, 4), min_by(k, 'a', 4) FROM UNNEST(sequence(1, 12)) t(k)
