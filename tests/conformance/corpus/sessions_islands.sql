-- Sessions, gaps and islands, sequences of states: web visits, machine states, attendance, price runs.

-- case: sessions_with_30_minute_timeout
-- note: new-session flags, running sum as session number, session facts and bounce share
WITH hits(uid, ts, page) AS (
  VALUES ('a', TIMESTAMP '2026-01-01 10:00:00', '/'), ('a', TIMESTAMP '2026-01-01 10:29:59', '/cart'), ('a', TIMESTAMP '2026-01-01 11:00:00', '/'),
         ('b', TIMESTAMP '2026-01-01 09:00:00', '/help'), ('a', TIMESTAMP '2026-01-01 11:05:00', '/pay'), ('b', TIMESTAMP '2026-01-02 09:00:00', '/')
),
flagged AS (
  SELECT *,
         CASE WHEN date_diff('minute', lag(ts) OVER (PARTITION BY uid ORDER BY ts), ts) < 30 THEN 0 ELSE 1 END AS is_new
  FROM hits
),
numbered AS (
  SELECT *, sum(is_new) OVER (PARTITION BY uid ORDER BY ts) AS session_no FROM flagged
),
sessions AS (
  SELECT uid, session_no, min(ts) AS started, date_diff('second', min(ts), max(ts)) AS secs, count(*) AS pages,
         min_by(page, ts) AS landing, max_by(page, ts) AS exit_page
  FROM numbered
  GROUP BY uid, session_no
)
SELECT uid, session_no, started, secs, pages, landing, exit_page,
       avg(IF(pages = 1, 1e0, 0e0)) OVER (PARTITION BY uid) AS bounce_rate
FROM sessions
ORDER BY uid, session_no

-- case: islands_of_consecutive_dates
-- note: date minus row number as group, spans with lengths, longest first
WITH v(emp, d) AS (
  VALUES ('e1', DATE '2026-02-26'), ('e1', DATE '2026-02-27'), ('e1', DATE '2026-02-28'), ('e1', DATE '2026-03-01'), ('e1', DATE '2026-03-03'),
         ('e2', DATE '2026-02-27'), ('e2', DATE '2026-02-27'), ('e2', DATE '2026-03-01')
),
g AS (
  SELECT emp, d, date_add('day', -row_number() OVER (PARTITION BY emp ORDER BY d), d) AS grp
  FROM (SELECT DISTINCT emp, d FROM v)
)
SELECT emp, min(d) AS from_d, max(d) AS to_d, count(*) AS days
FROM g
GROUP BY emp, grp
ORDER BY days DESC, emp, from_d

-- case: support_ticket_waiting_time
-- note: status history into spans, waiting on whom, share per ticket and the whole desk, worst ticket first
WITH hist(ticket, at, status) AS (
  VALUES ('T1', TIMESTAMP '2026-04-01 09:00:00', 'new'), ('T1', TIMESTAMP '2026-04-01 09:20:00', 'open'), ('T1', TIMESTAMP '2026-04-01 11:20:00', 'pending'),
         ('T1', TIMESTAMP '2026-04-02 08:20:00', 'open'), ('T1', TIMESTAMP '2026-04-02 09:00:00', 'solved'),
         ('T2', TIMESTAMP '2026-04-01 10:00:00', 'new'), ('T2', TIMESTAMP '2026-04-01 18:00:00', 'pending'),
         ('T3', TIMESTAMP '2026-04-02 07:00:00', 'new'), ('T3', TIMESTAMP '2026-04-02 07:00:00', 'solved')
),
ordered AS (
  SELECT ticket, at, status,
         lead(at) OVER (PARTITION BY ticket ORDER BY at, CASE status WHEN 'new' THEN 0 WHEN 'solved' THEN 2 ELSE 1 END) AS next_at
  FROM hist
),
spans AS (
  SELECT ticket, status,
         CASE WHEN status IN ('new', 'open') THEN 'agent' WHEN status = 'pending' THEN 'customer' ELSE 'none' END AS waiting_on,
         date_diff('minute', at, coalesce(next_at, TIMESTAMP '2026-04-02 12:00:00')) AS mins
  FROM ordered
  WHERE status <> 'solved'
),
per_ticket AS (
  SELECT ticket,
         sum(mins) FILTER (WHERE waiting_on = 'agent') AS agent_mins,
         sum(mins) FILTER (WHERE waiting_on = 'customer') AS customer_mins,
         sum(mins) AS total
  FROM spans
  GROUP BY ticket
),
desk AS (SELECT sum(total) AS all_mins, max(agent_mins) AS worst FROM per_ticket)
SELECT p.ticket, p.agent_mins, coalesce(p.customer_mins, 0) AS customer_mins,
       format('%dh %02dm', p.total / 60, p.total % 60) AS total,
       round(100.0 * p.total / d.all_mins, 1) AS pct_of_desk,
       p.agent_mins = d.worst AS is_worst
FROM per_ticket p CROSS JOIN desk d
ORDER BY is_worst DESC, p.agent_mins DESC, p.ticket

-- case: machine_state_durations
-- note: repeated states collapsed, duration till the next change, share of day per state
WITH log(machine, ts, state) AS (
  VALUES ('m1', TIMESTAMP '2026-03-01 00:00:00', 'run'), ('m1', TIMESTAMP '2026-03-01 02:00:00', 'run'), ('m1', TIMESTAMP '2026-03-01 06:30:00', 'idle'),
         ('m1', TIMESTAMP '2026-03-01 07:00:00', 'down'), ('m1', TIMESTAMP '2026-03-01 12:00:00', 'run'),
         ('m2', TIMESTAMP '2026-03-01 00:00:00', 'idle'), ('m2', TIMESTAMP '2026-03-01 23:00:00', 'run')
),
changes AS (
  SELECT machine, ts, state
  FROM (SELECT *, lag(state) OVER (PARTITION BY machine ORDER BY ts) AS prev FROM log)
  WHERE prev IS DISTINCT FROM state
),
spans AS (
  SELECT machine, state, ts AS from_ts, lead(ts, 1, TIMESTAMP '2026-03-02 00:00:00') OVER (PARTITION BY machine ORDER BY ts) AS to_ts
  FROM changes
)
SELECT machine, state, count(*) AS periods, sum(date_diff('minute', from_ts, to_ts)) AS minutes,
       round(sum(date_diff('minute', from_ts, to_ts)) / 1440e0, 4) AS share
FROM spans
GROUP BY machine, state
ORDER BY machine, minutes DESC, state

-- case: fill_last_known_with_ignore_nulls
SELECT ts, val,
       last_value(val) IGNORE NULLS OVER (ORDER BY ts) AS ffill,
       first_value(val) IGNORE NULLS OVER (ORDER BY ts ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS bfill,
       lag(val) IGNORE NULLS OVER (ORDER BY ts) AS prev_known
FROM (VALUES (1, NULL), (2, 5), (3, NULL), (4, NULL), (5, 9), (6, NULL)) AS t(ts, val)
ORDER BY ts

-- case: price_runs_up_and_down
-- note: direction signs grouped into runs by the difference of two row numbers
WITH p(d, price) AS (VALUES (1, 10.0), (2, 10.5), (3, 11.0), (4, 10.8), (5, 10.8), (6, 10.1), (7, 12.0)),
s AS (SELECT d, price, CAST(sign(price - lag(price) OVER (ORDER BY d)) AS integer) AS dir FROM p),
r AS (
  SELECT *, row_number() OVER (ORDER BY d) - row_number() OVER (PARTITION BY dir ORDER BY d) AS grp
  FROM s WHERE dir IS NOT NULL
)
SELECT min(d) AS from_d, max(d) AS to_d,
       CASE dir WHEN 1 THEN 'up' WHEN -1 THEN 'down' ELSE 'flat' END AS direction,
       count(*) AS days, max_by(price, d) AS end_price
FROM r
GROUP BY dir, grp
ORDER BY from_d

-- case: overlapping_bookings_merged
-- note: running maximum of ends before the row opens a new block
WITH b(room, s, e) AS (
  VALUES ('R1', TIME '09:00:00', TIME '10:00:00'), ('R1', TIME '09:30:00', TIME '11:00:00'), ('R1', TIME '11:00:00', TIME '11:30:00'),
         ('R1', TIME '13:00:00', TIME '14:00:00'), ('R1', TIME '09:45:00', TIME '09:50:00'), ('R2', TIME '08:00:00', TIME '08:15:00')
),
f AS (
  SELECT *, IF(s <= max(e) OVER (PARTITION BY room ORDER BY s, e ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0, 1) AS opens FROM b
),
g AS (SELECT *, sum(opens) OVER (PARTITION BY room ORDER BY s, e) AS blk FROM f)
SELECT room, min(s) AS from_t, max(e) AS to_t, count(*) AS bookings
FROM g
GROUP BY room, blk
ORDER BY room, from_t

-- case: peak_concurrency
-- note: starts and ends as +1 and -1 events, ends before starts at the same instant
WITH calls(id, s, e) AS (
  VALUES (1, TIMESTAMP '2026-01-01 10:00:00', TIMESTAMP '2026-01-01 10:10:00'), (2, TIMESTAMP '2026-01-01 10:05:00', TIMESTAMP '2026-01-01 10:20:00'),
         (3, TIMESTAMP '2026-01-01 10:10:00', TIMESTAMP '2026-01-01 10:15:00'), (4, TIMESTAMP '2026-01-01 10:12:00', TIMESTAMP '2026-01-01 10:13:00')
),
ev AS (
  SELECT s AS ts, 1 AS delta FROM calls
  UNION ALL
  SELECT e, -1 FROM calls
),
run AS (
  SELECT ts, delta, sum(delta) OVER (ORDER BY ts, delta ROWS UNBOUNDED PRECEDING) AS live FROM ev
)
SELECT max(live) AS peak, min(ts) FILTER (WHERE live = 3) AS first_at, count_if(live = 0) AS quiet
FROM run

-- case: funnel_strict_order
-- note: first time of each step after the previous step's first time, joined step by step
WITH e(u, step, ts) AS (
  VALUES (1, 'view', 10), (1, 'cart', 20), (1, 'pay', 30), (2, 'cart', 5), (2, 'view', 10), (3, 'view', 1), (3, 'cart', 2), (3, 'cart', 9), (4, 'pay', 3)
),
s1 AS (SELECT u, min(ts) AS t1 FROM e WHERE step = 'view' GROUP BY u),
s2 AS (SELECT s1.u, min(e.ts) AS t2 FROM s1 JOIN e ON e.u = s1.u AND e.step = 'cart' AND e.ts > s1.t1 GROUP BY s1.u),
s3 AS (SELECT s2.u, min(e.ts) AS t3 FROM s2 JOIN e ON e.u = s2.u AND e.step = 'pay' AND e.ts > s2.t2 GROUP BY s2.u)
SELECT step, users, lag(users) OVER (ORDER BY n) AS prev, round(users * 1e2 / first_value(users) OVER (ORDER BY n), 1) AS of_first
FROM (
  SELECT 1 AS n, 'view' AS step, count(*) AS users FROM s1
  UNION ALL SELECT 2, 'cart', count(*) FROM s2
  UNION ALL SELECT 3, 'pay', count(*) FROM s3
)
ORDER BY n

-- case: page_paths_per_session
-- note: paths glued by array_agg, adjacent duplicates removed by a lambda over positions
SELECT sid, array_join(filter(zip_with(p, CAST(ARRAY[NULL] AS array(varchar)) || slice(p, 1, cardinality(p) - 1), (a, b) -> IF(a = b, NULL, a)), x -> x IS NOT NULL), ' > ') AS path
FROM (
  SELECT sid, array_agg(page ORDER BY n) AS p
  FROM (VALUES (1, 1, 'home'), (1, 2, 'home'), (1, 3, 'list'), (1, 4, 'home'), (2, 1, 'list')) AS t(sid, n, page)
  GROUP BY sid
)
ORDER BY sid

-- case: n_in_a_row_failures
-- note: three failures in a row by a window of min and count
SELECT host, n
FROM (
  SELECT host, n, ok,
         count(*) OVER w AS rows_seen, bool_or(ok) OVER w AS any_ok
  FROM (VALUES ('h', 1, false), ('h', 2, false), ('h', 3, false), ('h', 4, true), ('h', 5, false), ('g', 1, false), ('g', 2, NULL), ('g', 3, false)) AS t(host, n, ok)
  WINDOW w AS (PARTITION BY host ORDER BY n ROWS BETWEEN 2 PRECEDING AND CURRENT ROW)
)
WHERE rows_seen = 3 AND coalesce(any_ok, false) = false
ORDER BY host, n

-- case: time_between_same_events
SELECT user_id, event, count(*) AS n, avg(gap) AS avg_gap, CAST(avg(gap) AS integer) AS avg_int
FROM (SELECT user_id, event, date_diff('second', lag(ts) OVER (PARTITION BY user_id, event ORDER BY ts), ts) AS gap
      FROM (VALUES (1, 'open', TIMESTAMP '2026-01-01 00:00:00'), (1, 'open', TIMESTAMP '2026-01-01 00:00:45'), (1, 'save', TIMESTAMP '2026-01-01 00:01:00'), (1, 'open', TIMESTAMP '2026-01-01 00:02:00')) AS t(user_id, event, ts))
GROUP BY user_id, event
ORDER BY user_id, event

-- case: current_streak_at_end
-- note: trailing successes after the last failure per player
WITH r(p, n, won) AS (VALUES ('x', 1, true), ('x', 2, false), ('x', 3, true), ('x', 4, true), ('y', 1, true), ('y', 2, false), ('z', 1, true))
SELECT r.p, count(*) FILTER (WHERE r.won AND r.n > coalesce(l.last_loss, 0)) AS streak, max(l.last_loss) AS last_loss
FROM r LEFT JOIN (SELECT p, max(n) AS last_loss FROM r WHERE NOT won GROUP BY p) l ON l.p = r.p
GROUP BY r.p
ORDER BY streak DESC, r.p

-- case: bucket_of_events_by_gap_to_first
SELECT CASE WHEN h < 1 THEN '0-1h' WHEN h < 24 THEN '1-24h' ELSE '1d+' END AS bucket, count(*) AS n, array_agg(id ORDER BY id) AS ids
FROM (SELECT id, date_diff('hour', min(ts) OVER (), ts) AS h FROM (VALUES ('a', TIMESTAMP '2026-01-01 00:00:00'), ('b', TIMESTAMP '2026-01-01 00:59:59'), ('c', TIMESTAMP '2026-01-01 01:00:00'), ('d', TIMESTAMP '2026-01-02 00:00:00')) AS t(id, ts))
GROUP BY 1
ORDER BY min(h)

-- case: qualify_in_dashboard
-- fails: QUALIFY belongs to other engines
SELECT uid, ts, row_number() OVER (PARTITION BY uid ORDER BY ts DESC) AS rn
FROM (VALUES (1, 10), (1, 20), (2, 5)) AS t(uid, ts)
QUALIFY rn = 1
ORDER BY uid

-- case: clock_in_out_pairs
-- note: punches paired by parity of the row number, missing out punch is open
WITH p(emp, ts) AS (
  VALUES ('e', TIMESTAMP '2026-01-05 08:00:00'), ('e', TIMESTAMP '2026-01-05 12:00:00'), ('e', TIMESTAMP '2026-01-05 12:45:00'), ('f', TIMESTAMP '2026-01-05 22:00:00'), ('f', TIMESTAMP '2026-01-06 06:15:00'), ('e', TIMESTAMP '2026-01-05 17:00:30')
),
n AS (SELECT emp, ts, row_number() OVER (PARTITION BY emp ORDER BY ts) - 1 AS k FROM p)
SELECT emp, k / 2 + 1 AS shift_part, min(ts) AS t_in, CASE WHEN count(*) = 2 THEN max(ts) END AS t_out, CASE WHEN count(*) = 2 THEN CAST(max(ts) - min(ts) AS varchar) ELSE 'open' END AS worked
FROM n
GROUP BY emp, k / 2
ORDER BY emp, shift_part
