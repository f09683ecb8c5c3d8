-- case: date_trunc
SELECT u, date_trunc(u, TIMESTAMP '2024-08-15 17:45:33.987') AS floored FROM (VALUES 'second', 'minute', 'hour', 'day', 'week', 'month', 'quarter', 'year') AS t (u) ORDER BY floored DESC, u

-- case: date_trunc_again
SELECT u, date_trunc(u, DATE '2024-08-15') AS floored FROM (VALUES 'day', 'WEEK', 'month', NULL, 'year') AS t (u) ORDER BY 1

-- case: date_trunc_thrice
-- fails: invalid function argument
SELECT u, date_trunc(u, DATE '2024-08-15') AS floored FROM (VALUES 'day', 'hour') AS t (u) ORDER BY 1

-- case: date_trunc_once_more
-- fails: invalid function argument
SELECT u, date_trunc(u, DATE '2024-08-15') AS floored FROM (VALUES 'day', 'fortnight') AS t (u) ORDER BY 1

-- case: try_date_trunc
SELECT u, TRY(date_trunc(u, DATE '2024-08-15')) AS floored FROM (VALUES 'day', 'fortnight') AS t (u) ORDER BY 1

-- case: date_add
SELECT u, n, date_add(u, n, DATE '2024-01-31') a, date_add(u, n, TIMESTAMP '2024-01-31 10:00:00') b FROM (VALUES ('day', 1), ('month', 1), ('year', -1), ('week', NULL), ('quarter', 2)) AS t (u, n) ORDER BY 1

-- case: date_diff
SELECT u, date_diff(u, DATE '2024-01-31', d) a FROM (VALUES ('day', DATE '2024-03-01'), ('month', DATE '2024-03-01'), ('year', DATE '2022-03-01'), ('week', NULL), ('quarter', DATE '2025-01-01')) AS t (u, d) ORDER BY 1

-- case: date_diff_again
SELECT u, date_diff(u, TIMESTAMP '2024-01-31 10:00:00', d) a FROM (VALUES ('hour', TIMESTAMP '2024-03-01 11:30:00'), ('minute', TIMESTAMP '2024-03-01 11:30:00'), ('year', TIMESTAMP '2022-03-01 11:30:00')) AS t (u, d) ORDER BY 1

-- case: date_trunc_further
SELECT u, date_trunc(u, ts) FROM (VALUES ('hour', TIMESTAMP '2024-03-01 11:30:00 Europe/Paris'), ('day', TIMESTAMP '2024-03-31 11:30:00 Europe/Paris')) AS t (u, ts) ORDER BY 1

-- case: date_trunc_6
SELECT date_trunc(CASE WHEN x > 1 THEN 'month' ELSE 'day' END, d) FROM (VALUES (1, DATE '2024-03-05'), (2, DATE '2024-03-05')) t(x, d) ORDER BY x

-- case: lower_date_diff_concat
SELECT date_trunc(lower('MONTH'), DATE '2024-03-05'), date_diff(concat('da', 'y'), DATE '2024-03-05', DATE '2024-03-09')

-- case: date_trunc_7
-- fails: function not found
SELECT date_trunc(u, 'x') FROM (VALUES 'day') t(u)

-- case: date_trunc_8
SELECT date_trunc(u, t) FROM (VALUES ('hour', TIME '10:11:12')) s(u, t)

-- case: date_trunc_9
-- fails: function not found
SELECT date_trunc(1, DATE '2024-03-05')
