-- One record, one key. ARGV: now, owner, until, expiry, time to live, fingerprint, 1 to take over.
-- Answers false and the answer that was kept, or true and the record that refuses.
local done, expiry, owner, held, json, unkept, print =
    unpack(redis.call('HMGET', KEYS[1], 'done', 'expiry', 'owner', 'until', 'json', 'unkept', 'print'))
local now = tonumber(ARGV[1])
local function refuse() return {1, redis.call('HGETALL', KEYS[1])} end

if done then
  if tonumber(expiry) >= now then return refuse() end
  redis.call('DEL', KEYS[1])
  owner, json, unkept = false, false, false
end
if owner and owner ~= ARGV[2] then
  if tonumber(held) >= now then return refuse() end
  if ARGV[7] == '0' and not json and not unkept then return refuse() end
end
if (json or unkept) and print ~= ARGV[6] then return refuse() end
redis.call('HSET', KEYS[1], 'owner', ARGV[2], 'until', ARGV[3], 'expiry', ARGV[4], 'print', ARGV[6])
redis.call('PEXPIRE', KEYS[1], ARGV[5])
return {0, {json, unkept}}
