-- Ad-tech attribution and game analytics: impressions, clicks, installs, auctions, levels, virtual currency.

-- case: last_click_within_window
-- note: last-touch attribution with a 7 day window by row_number over a range join
WITH touches(user_id, channel, ts) AS (
  VALUES (1, 'search', TIMESTAMP '2026-01-01 10:00:00'), (1, 'social', TIMESTAMP '2026-01-03 10:00:00'), (1, 'email', TIMESTAMP '2026-01-20 10:00:00'),
         (2, 'display', TIMESTAMP '2026-01-01 00:00:00'), (3, NULL, TIMESTAMP '2026-01-05 00:00:00')
),
conversions(conv_id, user_id, ts, revenue) AS (
  VALUES ('c1', 1, TIMESTAMP '2026-01-05 00:00:00', DECIMAL '49.90'), ('c2', 1, TIMESTAMP '2026-01-20 10:00:00', DECIMAL '5.00'), ('c3', 2, TIMESTAMP '2026-02-01 00:00:00', DECIMAL '12.00'), ('c4', 4, TIMESTAMP '2026-01-02 00:00:00', NULL)
),
joined AS (
  SELECT c.conv_id, c.revenue, t.channel,
         ROW_NUMBER() OVER (PARTITION BY c.conv_id ORDER BY t.ts DESC NULLS LAST) AS rn
  FROM conversions c
  LEFT JOIN touches t
    ON t.user_id = c.user_id AND t.ts <= c.ts AND t.ts > c.ts - INTERVAL '7' DAY
)
SELECT COALESCE(channel, 'direct') AS channel, COUNT(*) AS conversions, SUM(revenue) AS revenue
FROM joined WHERE rn = 1
GROUP BY 1
ORDER BY 1

-- case: linear_attribution_shares
-- note: each touch gets revenue divided by touches; remainder cents to the first touch
WITH paths(order_id, revenue_cents, path) AS (
  VALUES (1, 1000, 'a > b > c'), (2, 999, 'a > a'), (3, 500, ''), (4, 1, 'b > c')
), exploded AS (
  SELECT order_id, revenue_cents, trim(ch) AS ch, pos, cardinality(split(path, ' > ')) AS n
  FROM paths CROSS JOIN UNNEST(split(path, ' > ')) WITH ORDINALITY AS u(ch, pos)
)
SELECT nullif(ch, '') AS channel, sum(revenue_cents / n + IF(pos = 1, revenue_cents % n, 0)) AS cents, count(*) AS touches
FROM exploded
GROUP BY nullif(ch, '')
ORDER BY cents DESC, channel

-- case: time_decay_attribution
-- note: half life of seven days: weights pow(2, -days/7) normalised per conversion
WITH t(conv, channel, days_before) AS (VALUES ('x', 'seo', 14), ('x', 'ads', 7), ('x', 'mail', 0), ('y', 'ads', 3), ('y', 'ads', 3))
SELECT channel, round(sum(w / total), 6) AS credit, count(DISTINCT conv) AS convs
FROM (SELECT conv, channel, power(2, -days_before / 7e0) AS w, sum(power(2, -days_before / 7e0)) OVER (PARTITION BY conv) AS total FROM t)
GROUP BY channel ORDER BY credit DESC

-- case: markov_transition_matrix
-- note: transitions with start and conversion states, probabilities as decimals
WITH journeys(id, steps, converted) AS (
  VALUES (1, ARRAY['fb', 'ggl'], true), (2, ARRAY['fb'], false), (3, ARRAY['ggl', 'fb', 'ggl'], true)
), full_path AS (
  SELECT id, ARRAY['(start)'] || steps || IF(converted, '(conv)', '(null)') AS s FROM journeys
), transitions AS (
  SELECT from_state, to_state, count(*) AS n
  FROM full_path CROSS JOIN UNNEST(s, slice(s, 2, cardinality(s))) AS u(from_state, to_state)
  WHERE to_state IS NOT NULL
  GROUP BY from_state, to_state
)
SELECT from_state, to_state, n, CAST(n AS decimal(10, 4)) / sum(n) OVER (PARTITION BY from_state) AS prob
FROM transitions
ORDER BY from_state, to_state

-- case: second_price_auction
-- note: winner and clearing price by the second highest bid with a floor, nth_value over the frame
WITH bids(auction, bidder, bid) AS (
  VALUES ('a1', 'x', 2.50), ('a1', 'y', 2.10), ('a1', 'z', 0.40), ('a2', 'x', 0.90), ('a3', 'y', 0.20), ('a4', 'y', 1.00), ('a4', 'x', 1.00)
)
SELECT auction, bidder AS winner, bid, GREATEST(COALESCE(second_bid, 0.50), 0.50) AS clearing_price
FROM (
  SELECT *, nth_value(bid, 2) OVER (PARTITION BY auction ORDER BY bid DESC, bidder ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS second_bid,
    row_number() OVER (PARTITION BY auction ORDER BY bid DESC, bidder) AS rn
  FROM bids
)
WHERE rn = 1 AND bid >= 0.50
ORDER BY auction

-- case: bid_request_nested_structs
-- note: OpenRTB rows: array of impressions with banner row, dereferenced after UNNEST
-- fails: integers concatenated with text by || have no operator
WITH requests AS (
  SELECT * FROM (VALUES
    ('r1', CAST(ARRAY[ROW('1', ROW(300, 250), 0.5), ROW('2', ROW(728, 90), 1.25)] AS array(row(id varchar, banner row(w integer, h integer), bidfloor double)))),
    ('r2', CAST(ARRAY[ROW('1', NULL, NULL)] AS array(row(id varchar, banner row(w integer, h integer), bidfloor double)))),
    ('r3', NULL)
  ) AS t(id, imp)
)
SELECT r.id AS request_id, i.id AS imp_id, i.banner.w || 'x' || i.banner.h AS size
FROM requests r CROSS JOIN UNNEST(r.imp) AS i(id, banner, bidfloor)
ORDER BY 1, 2

-- case: bid_request_sizes
-- note: the same with casts, sizes counted and the floor's weighted mean
WITH requests AS (
  SELECT * FROM (VALUES
    ('r1', CAST(ARRAY[ROW('1', ROW(300, 250), 0.5), ROW('2', ROW(728, 90), 1.25)] AS array(row(id varchar, banner row(w integer, h integer), bidfloor double)))),
    ('r2', CAST(ARRAY[ROW('1', NULL, NULL), ROW('2', ROW(300, 250), 2)] AS array(row(id varchar, banner row(w integer, h integer), bidfloor double)))),
    ('r3', NULL)
  ) AS t(id, imp)
)
SELECT CAST(i.banner.w AS varchar) || 'x' || CAST(i.banner.h AS varchar) AS size, count(*) AS imps, avg(i.bidfloor) AS floor_avg, array_agg(r.id ORDER BY r.id DESC) AS ids
FROM requests r CROSS JOIN UNNEST(r.imp) AS i(id, banner, bidfloor)
GROUP BY 1
ORDER BY size NULLS LAST

-- case: ctr_with_laplace
-- note: smoothed click rates, CTR ranks with dense_rank over an expression of aggregates
SELECT campaign, creative, count(*) AS imps, count_if(clicked) AS clicks,
  round((count_if(clicked) + 1) / (count(*) + 2e0), 4) AS ctr,
  dense_rank() OVER (PARTITION BY campaign ORDER BY (count_if(clicked) + 1) / (count(*) + 2e0) DESC) AS rk
FROM (VALUES ('c1', 'a', true), ('c1', 'a', false), ('c1', 'b', false), ('c1', 'c', true), ('c2', 'a', NULL), ('c1', 'c', false)) AS t(campaign, creative, clicked)
GROUP BY campaign, creative
ORDER BY campaign, rk, creative

-- case: frequency_capping_reach
-- note: reach at frequency 1+, 2+, 3+ by a self-made triangle join
WITH f AS (SELECT uid, count(*) AS freq FROM (VALUES 'u1', 'u1', 'u1', 'u2', 'u2', 'u3', NULL) AS imps(uid) WHERE uid IS NOT NULL GROUP BY uid)
SELECT n AS at_least, count(f.uid) AS reach, format('%.1f%%', 100e0 * count(f.uid) / max(total)) AS share
FROM (SELECT count(*) AS total FROM f) CROSS JOIN UNNEST(sequence(1, 4)) AS s(n) LEFT JOIN f ON f.freq >= s.n
GROUP BY n ORDER BY n

-- case: utm_parse_from_referrer
-- note: utm parameters with url_extract_parameter, decoded, empty ones to (not set)
SELECT coalesce(nullif(lower(url_extract_parameter(u, 'utm_source')), ''), '(not set)') AS source,
  url_decode(url_extract_parameter(u, 'utm_campaign')) AS campaign,
  url_extract_host(u) AS host, url_extract_path(u) AS path, url_extract_port(u) AS port
FROM (VALUES
  'https://shop.example.com:8443/p/1?utm_source=Google&utm_campaign=spring%20sale%2B1#top',
  'http://example.com/?utm_source=&utm_campaign',
  'https://example.com/a%20b?x=1&utm_campaign=a+b',
  'mailto:someone@example.com') AS t(u)
ORDER BY u

-- case: dau_wau_mau_stickiness
-- note: distinct users over trailing windows with a scalar subquery per day
WITH logins(uid, d) AS (
  VALUES (1, DATE '2026-01-01'), (2, DATE '2026-01-01'), (1, DATE '2026-01-03'), (3, DATE '2026-01-07'), (1, DATE '2026-01-08'), (4, DATE '2026-01-08'), (1, DATE '2026-01-08')
), days AS (SELECT DISTINCT d FROM logins)
SELECT days.d,
  count(DISTINCT IF(l.d = days.d, l.uid)) AS dau,
  count(DISTINCT l.uid) AS wau,
  round(count(DISTINCT IF(l.d = days.d, l.uid)) / CAST(count(DISTINCT l.uid) AS double), 3) AS stickiness
FROM days JOIN logins l ON l.d BETWEEN days.d - INTERVAL '6' DAY AND days.d
GROUP BY days.d
ORDER BY days.d

-- case: level_funnel_difficulty
-- fails: not supported
-- note: attempts per level, first clear attempt, give-up share by anti join
WITH plays(player, lvl, attempt, result) AS (
  VALUES ('p1', 1, 1, 'win'), ('p1', 2, 1, 'lose'), ('p1', 2, 2, 'win'), ('p2', 1, 1, 'lose'), ('p2', 1, 2, 'lose'), ('p3', 1, 1, 'win'), ('p3', 2, 1, 'lose')
)
SELECT lvl, count(DISTINCT player) AS players, count(*) AS attempts,
  avg(first_win) AS avg_first_win,
  count(DISTINCT player) - count(DISTINCT CASE WHEN first_win IS NOT NULL THEN player END) AS gave_up
FROM (SELECT *, min(attempt) FILTER (WHERE result = 'win') OVER (PARTITION BY player, lvl) AS first_win FROM plays)
GROUP BY lvl ORDER BY lvl

-- case: virtual_currency_ledger
-- note: balances from signed deltas, first moment below zero, json detail of sources
WITH ledger(player, seq, delta, reason) AS (
  VALUES ('a', 1, 100, 'quest'), ('a', 2, -30, 'shop'), ('a', 3, -90, 'shop'), ('a', 4, 500, 'iap'), ('b', 1, 10, 'quest'), ('b', 2, NULL, 'glitch')
), bal AS (SELECT *, sum(delta) OVER (PARTITION BY player ORDER BY seq) AS balance FROM ledger)
SELECT player, max_by(balance, seq) AS final_balance, min(CASE WHEN balance < 0 THEN seq END) AS first_negative_seq,
  json_format(CAST(map_agg(reason, delta) FILTER (WHERE delta > 0) AS json)) AS gains,
  json_format(CAST(histogram(reason) AS json)) AS counts
FROM bal GROUP BY player ORDER BY player

-- case: elo_rating_updates
-- note: expected score and new ratings after one match each, K factor 32, rounded to integers
WITH matches(m, a, b, ra, rb, score_a) AS (VALUES (1, 'x', 'y', 1600, 1500, 1.0e0), (2, 'x', 'z', 1600, 1600, 0.5e0), (3, 'y', 'z', 1200, 2000, 1e0))
SELECT m, a, b,
  round(1 / (1 + power(10, (rb - ra) / 400e0)), 4) AS exp_a,
  CAST(round(ra + 32 * (score_a - 1 / (1 + pow(10, (rb - ra) / 400e0)))) AS integer) AS new_ra,
  CAST(rb + 32 * ((1 - score_a) - 1 / (1 + pow(10, (ra - rb) / 400e0))) AS bigint) AS new_rb
FROM matches ORDER BY m

-- case: session_reconstruction_from_heartbeats
-- note: play time summed over capped gaps between heartbeats (LEAST of interval seconds)
SELECT player, sum(LEAST(coalesce(date_diff('second', prev, ts), 0), 60)) AS seconds_played, count(*) AS beats, CAST(sum(coalesce(date_diff('millisecond', prev, ts), 0)) / 1000.0 AS decimal(12,3)) AS wall
FROM (SELECT player, ts, lag(ts) OVER (PARTITION BY player ORDER BY ts) AS prev
      FROM (VALUES ('p', TIMESTAMP '2026-01-01 00:00:00.000'), ('p', TIMESTAMP '2026-01-01 00:00:59.500'), ('p', TIMESTAMP '2026-01-01 00:10:00.250'), ('q', TIMESTAMP '2026-01-01 00:00:00.001')) AS h(player, ts))
GROUP BY player ORDER BY player

-- case: gacha_pity_counter
-- fails: not supported
-- note: pulls since the last legendary by a running count as group, longest drought
WITH pulls AS (SELECT i, r FROM UNNEST(ARRAY['R', 'R', 'SSR', 'R', 'SR', 'R', 'R', 'SSR', 'SSR', 'R']) WITH ORDINALITY AS t(r, i)),
g AS (SELECT *, count(*) FILTER (WHERE r = 'SSR') OVER (ORDER BY i ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS era FROM pulls)
SELECT era, count(*) AS pulls, array_join(array_agg(r ORDER BY i), '-') AS seq, bool_or(r = 'SSR') AS hit FROM g GROUP BY era ORDER BY era

-- case: leaderboard_page_with_ties
-- note: competition ranking, percentile, page by OFFSET and FETCH NEXT
SELECT rank() OVER (ORDER BY score DESC) AS place, player, score, round(percent_rank() OVER (ORDER BY score), 4) AS pr
FROM (VALUES ('a', 50), ('b', 90), ('c', 90), ('d', 10), ('e', 70), ('f', 70)) AS t(player, score)
ORDER BY score DESC, player
OFFSET 1 ROW FETCH NEXT 3 ROWS ONLY

-- case: install_cohort_ltv_triangle
-- note: cumulative revenue per install by age with generated ages, blank future cells by CASE
WITH installs(uid, d) AS (VALUES (1, DATE '2026-01-01'), (2, DATE '2026-01-01'), (3, DATE '2026-01-02')),
iap(uid, d, usd) AS (VALUES (1, DATE '2026-01-01', 1.99), (1, DATE '2026-01-03', 4.99), (3, DATE '2026-01-03', 9.99)),
ages(age) AS (SELECT * FROM UNNEST(sequence(0, 2)))
SELECT i.d AS cohort, a.age,
  CASE WHEN date_add('day', a.age, i.d) <= DATE '2026-01-03' THEN coalesce(sum(p.usd), 0) / count(DISTINCT i.uid) END AS ltv
FROM installs i CROSS JOIN ages a
LEFT JOIN iap p ON p.uid = i.uid AND date_diff('day', i.d, p.d) <= a.age
GROUP BY i.d, a.age
ORDER BY cohort, age
