-- Queries in the manner of Dune (Trino): rewritten after duneanalytics/spellbook models and public dashboards; Dune's own functions replaced by Trino's.

-- case: sandwich_whitelist_tokens
-- note: after dex_atomic_arbitrages: UNNEST of an array of bare row tuples, HAVING SUM >= 0, CONTAINS in JOIN
WITH trades (tx_hash, evt_index, sold, bought, sold_raw, bought_raw) AS (VALUES ('0x1', 1, 'weth', 'usdc', 10, 200), ('0x1', 2, 'usdc', 'weth', 190, 11), ('0x2', 1, 'dai', 'usdc', 5, 5), ('0x2', 4, 'usdc', 'weth', 9, 1), ('0x3', 1, 'dai', 'weth', 1, 1))
, multi_trade_txs AS (SELECT tx_hash FROM trades GROUP BY 1 HAVING COUNT(*) > 1)
, only_positive_balance_tokens AS (
    SELECT tx_hash, token_address
    FROM trades INNER JOIN multi_trade_txs USING (tx_hash)
    CROSS JOIN UNNEST(ARRAY[(bought, bought_raw), (sold, -sold_raw)]) AS t(token_address, token_amount_raw)
    GROUP BY 1, 2
    HAVING SUM(token_amount_raw) >= 0
    )
, whitelisted_tokens AS (SELECT tx_hash, array_agg(token_address) AS token_addresses FROM only_positive_balance_tokens GROUP BY 1)
SELECT dt.tx_hash, dt.evt_index, dt.sold || '-' || dt.bought AS token_pair
FROM trades dt
INNER JOIN whitelisted_tokens wt ON dt.tx_hash=wt.tx_hash
    AND CONTAINS(wt.token_addresses, dt.sold)
    AND CONTAINS(wt.token_addresses, dt.bought)
ORDER BY 1, 2

-- case: orders_zipped_by_ordinality
-- note: after cow_protocol trades: two UNNEST ... WITH ORDINALITY joined on i = j, from_hex of JSON text
with orders_and_trades (hash, order_ids, trades) as (values
  ('0xaa', array['u1', 'u2'], array['{"appData":"c0ffee","validTo":1767225600,"flags":"3","sellAmount":"340282366920938463463374607431768211455"}', '{"appData":"00","validTo":1767229200.5,"flags":"0","sellAmount":"1"}']))
SELECT distinct uid, hash,
  from_hex(JSON_EXTRACT_SCALAR(trade, '$.appData')) AS app_data,
  cast(JSON_EXTRACT_SCALAR(trade, '$.sellAmount') as double) / pow(10, 18) AS limit_sell,
  date_format(from_unixtime(cast(JSON_EXTRACT_SCALAR(trade, '$.validTo') as double)), '%Y-%m-%d %T') AS valid_to,
  cast(JSON_EXTRACT_SCALAR(trade, '$.flags') as integer) AS flags
FROM orders_and_trades
  CROSS JOIN UNNEST (order_ids) WITH ORDINALITY AS o (uid, i)
  CROSS JOIN UNNEST (trades) WITH ORDINALITY AS t (trade, j)
WHERE i = j
ORDER BY uid

-- case: calldata_gas
-- note: after evm_get_calldata_gas_from_data: zero bytes counted by replacing chr(0)
select to_hex(data) as data,
  16 * ( length(data) - (length(from_utf8(data)) - length(replace(from_utf8(data), chr(0), ''))) )
  + 4 * ( (length(from_utf8(data)) - length(replace(from_utf8(data), chr(0), ''))) ) as gas
from (values x'00', X'a9059cbb00 00 01'  , x'', x'30310000') as t(data)
order by length(data), 1

-- case: order_map_flags
-- note: after the limit order macros: JSON object to map(varchar, varchar), bit of a hex byte
select coalesce(order_map['maker'], '-') as maker,
  try(cast(order_map['makingAmount'] as decimal(38,0))) as making,
  bitwise_and(from_base(substr(order_map['traits'], 3, 2), 16), cast(pow(2, 254 - 254 / 8 * 8) as bigint)) > 0 as partial
from (select cast(json_parse(o) as map(varchar, varchar)) as order_map from (values '{"maker":"0xab","makingAmount":"100000000000000000000","traits":"0x40ff"}', '{"maker":null,"makingAmount":12,"traits":"0x80"}') as t(o))
order by 1

-- case: balances_carried_until_next
-- note: after balances_incremental_subset_daily: lead of the day, join of a calendar on the half-open range
WITH b(day, address, token, balance) AS (VALUES (DATE '2026-01-01', 'x', 'eth', 1.5e0), (DATE '2026-01-04', 'x', 'eth', 0e0), (DATE '2026-01-02', 'y', 'eth', 3e0), (DATE '2026-01-02', 'y', 'dai', 1e-7))
, changed_balances as (select *, lead(cast(day as timestamp)) over (partition by token, address order by day asc) as next_update_day from b)
, days as (select * from unnest(sequence(cast('2026-01-01' as date), date(timestamp '2026-01-05 12:00'), interval '1' day)) as foo(day))
select cast(d.day as timestamp) as day, c.address, c.token, c.balance
from days d left join changed_balances c on d.day >= c.day and (c.next_update_day is null or d.day < c.next_update_day)
where c.balance > power(10, -6) 
order by 1, 2, 3

-- case: pool_label_of_weights
-- note: after balancer pool labels: array_agg ORDER BY of symbol, symbols and weights joined in text
SELECT pool_id, lower(array_join(array_agg(token_symbol ORDER BY w DESC, token_symbol), '/')) || ' ' || array_join(array_agg(CAST(norm_weight AS varchar) ORDER BY w DESC, token_symbol), '/') AS name
FROM (SELECT pool_id, token_symbol, w, CAST(100 * w AS integer) AS norm_weight FROM (VALUES ('p1', 'WETH', 0.8e0), ('p1', 'BAL', 0.2e0), ('p2', 'C', 0.3333e0), ('p2', 'A', 0.3333e0), ('p2', 'B', 0.3334e0)) AS t(pool_id, token_symbol, w)) s
GROUP BY 1 ORDER BY 1

-- case: market_names_from_bytes
-- note: after polymarket metadata: json_value(... NULL ON ERROR) with a regexp fallback
SELECT
    CASE
      WHEN json_value(from_utf8(data), 'lax $.title' NULL ON ERROR) IS NOT NULL
      THEN json_extract_scalar(from_utf8(data), '$.title')
      ELSE regexp_extract(from_utf8(data), 'title:\s*(.*?),\s*description:', 1)
    END AS market_name,
    substr(from_utf8(data), strpos(from_utf8(data), 'description: ') + length('description: ')) AS rest
FROM (VALUES to_utf8('{"title":"Rain?","description":"x"}'), to_utf8('q: title: Snow in May?, description: It snows')) AS t(data)
ORDER BY 1

-- case: transfers_labelled_both_sides
-- note: after a flow-of-funds query: labels joined twice, hex of hashes joined with commas
with st (blockchain, f, t, tx_hash, amount_usd) as (values ('Ethereum', 'a', 'b', x'01ff', 10.5e0), ('Ethereum', 'a', 'b', x'0200', 2e0), ('Ethereum', 'c', 'a', x'0abc', 1e0)),
address_labels as (select lower(blockchain) blockchain, address, max(category) category_name from (values ('Ethereum', 'b', 'Bridge'), ('ethereum', 'b', 'CEX'), ('BNB', 'c', 'CEX')) l(blockchain, address, category) group by 1, 2)
select st.f, st.t, coalesce(lower(lto.category_name), lower(lfrom.category_name), 'unknown') as protocol_type,
  sum(st.amount_usd) as amount_usd, count(*) as tx_count,
  array_join(array_sort(array_agg(distinct concat('0x', lower(to_hex(st.tx_hash))))), ',') as tx_hashes
from st
left join address_labels lto on lower(st.blockchain) = lto.blockchain and st.t = lto.address
left join address_labels lfrom on lower(st.blockchain) = lfrom.blockchain and st.f = lfrom.address
group by st.f, st.t, lto.category_name, lfrom.category_name
order by amount_usd desc

-- case: boc_reduce_over_actions
-- note: after ton_from_boc, much shortened: REDUCE over steps with a row state
select REDUCE(
  ARRAY[ROW('skip', 8), ROW('uint', 16), ROW('uint', 8)],
  CAST(ROW(1, x'ff0102ff', MAP(ARRAY[0], ARRAY[BIGINT '0'])) AS ROW(pos integer, data varbinary, out map(integer, bigint))),
  (s, a) -> CAST(ROW(s.pos + a[2] / 8, s.data, IF(a[1] = 'uint', map_concat(s.out, MAP(ARRAY[s.pos], ARRAY[from_base(to_hex(substr(s.data, s.pos, a[2] / 8)), 16)])), s.out)) AS ROW(pos integer, data varbinary, out map(integer, bigint))),
  s -> s.out) as parsed

-- case: liquidation_depeg_curve
-- note: after a simulation dashboard: a numeric grid with CASE steps and least
select n, 0.1 * n as depeg, 1 - 0.1 * n / 100.0000 as price,
  case when n < 10 then 0.01 when n = 10 then 0.05 when n <= 50 then 0.05 + (0.0025 * (n - 10)) else least(0.15 + (0.005 * (n - 50)), 1.00) end as p_perm,
  round(normal_cdf(0, 1.0, ln(0.1 * n)), 6) as p_base
from unnest(sequence(1, 225)) as t(n)
where (0.1 * n) in (1, 5, 10, 22.5)
order by n

-- case: recency_and_running_amount
-- note: after transfers_erc20_rolling_day: running sum with default frame and reverse row_number
SELECT block_day, wallet, token, ROW_NUMBER() OVER (PARTITION BY token, wallet ORDER BY block_day DESC) as recency_index, SUM(amount_raw) OVER (PARTITION BY token, wallet ORDER BY block_day) as amount_raw, SUM(amount_raw / pow(10, decimals)) OVER (PARTITION BY token, wallet ORDER BY block_day) as amount
FROM (VALUES (DATE '2026-01-01', 'w', 't', DECIMAL '1000000000000000000', 18), (DATE '2026-01-02', 'w', 't', DECIMAL '-250000000000000000', 18), (DATE '2026-01-05', 'v', 't', DECIMAL '7', 0)) AS a(block_day, wallet, token, amount_raw, decimals)
ORDER BY token, wallet, block_day

-- case: first_funder_without_row_order
-- note: after addresses_stats: union of addresses, coalesce flags and their negation
with first_funded (address, funder, at) as (values ('a', 'z', timestamp '2026-01-01 00:00:01'), ('b', null, timestamp '2026-01-02 00:00:00')),
contract_addresses as (select address, min(block_time) as first_deployment_date, true as is_smart_contract from (values ('b', timestamp '2026-01-05 00:00:00'), ('b', timestamp '2026-01-03 00:00:00'), ('c', null)) as t(address, block_time) group by 1),
addresses as (select address from first_funded union select address from contract_addresses)
select a.address, f.funder, coalesce(c.is_smart_contract, false) as is_smart_contract, not coalesce(c.is_smart_contract, false) as is_eoa, c.first_deployment_date, date_diff('day', f.at, c.first_deployment_date) as age
from addresses a left join first_funded f on f.address = a.address left join contract_addresses c on c.address = a.address
order by a.address

-- case: wash_trade_rings
-- note: NFT wash filters: same pair in both directions by least/greatest
select least(buyer, seller) as p1, greatest(buyer, seller) as p2, count(*) as trades, count(distinct buyer) as directions, min(token_id) filter (where buyer < seller) as first_token
from (values ('a', 'b', 7), ('b', 'a', 7), ('a', 'c', 1), ('d', 'd', 3)) as t(buyer, seller, token_id)
group by 1, 2 having count(distinct buyer) > 1 or least(buyer, seller) = greatest(buyer, seller) order by 1

-- case: gas_percentile_bands
-- note: gwei bands by width_bucket and a histogram
select histogram(width_bucket(gwei, array[10e0, 20e0, 50e0])) as bands, round(sum(gwei * used) / sum(used), 4) as weighted, min_by(id, gwei) as cheapest, max_by(id, gwei, 2) as dearest
from (values (1, 9.5e0, 21000), (2, 10e0, 50000), (3, 99e0, 21000), (4, 20.5e0, 0)) as t(id, gwei, used)

-- case: selector_names_left_join
-- note: method ids as the first four bytes, decoded by a VALUES dictionary
select '0x' || lower(to_hex(substr(input, 1, 4))) as selector, coalesce(name, 'unknown') as name, count(*) as n, max(length(input)) as longest
from (values x'a9059cbb0000', x'a9059cbb', x'095ea7b3ff', x'01') as t(input)
left join (values (x'a9059cbb', 'transfer'), (x'095ea7b3', 'approve')) as d(sel, name) on substr(input, 1, 4) = sel
group by 1, 2 order by n desc, 1
