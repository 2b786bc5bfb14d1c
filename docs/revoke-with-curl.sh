#!/usr/bin/env bash
# Revokes an old phone's certificates from a PC with nothing but curl and openssl, and waits until they are proven
# erased. It runs against the local stack (npm start), which hands out a holder's card as files; with a real card only
# the signing differs.
#
# Usage: docs/revoke-with-curl.sh [addresses.json]
set -euo pipefail

if [ "${1:-}" = --help ] || [ "${1:-}" = -h ]; then
  sed -n '2,6s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"
  exit 0
fi

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
addresses=${1:-$here/../.stack/current/addresses.json}
files=$(mktemp -d)
trap 'rm -rf "$files"' EXIT

fail() {
  printf 'revoke-with-curl: %s\n' "$1" >&2
  exit 1
}

# Prints a member of a JSON text on stdin: the first string of that name.
member() {
  tr -d '\n' | sed -n "s/.*[{,][[:space:]]*\"$1\"[[:space:]]*:[[:space:]]*\"\([^\"]*\)\".*/\1/p"
}

# The same, where the name occurs more than once and the one inside of $1 is meant.
member_in() {
  tr -d '\n' | sed -n "s/.*\"$1\"[[:space:]]*:[[:space:]]*{\([^}]*\)}.*/{\1}/p" | member "$2"
}

# Sends a request and prints the answer's body; any other status than $1 ends the script.
request() {
  local expected=$1 answer status
  shift
  answer=$(curl -s --max-time 60 -w '\n%{http_code}' "$@") || fail "no answer from ${*: -1}: is the stack up (npm start)?"
  status=${answer##*$'\n'}
  answer=${answer%$'\n'*}
  [ "$status" = "$expected" ] || fail "expected status $expected, got $status: $answer"
  printf '%s' "$answer"
}

post() {
  local expected=$1 url=$2 body=${3:-}
  request "$expected" -X POST -H 'content-type: application/json' --data-binary "$body" "$url"
}

base64url() {
  openssl base64 -A | tr '+/' '-_' | tr -d '='
}

# A PEM certificate, with its line ends as \n like in JSON, as base64 of its DER: what x5c holds.
der_of() {
  printf '%b' "$1" | sed '/-----/d' | tr -d '\n\r'
}

# Makes a JWS in compact serialisation (RFC 7515) of type $1 with the claims $2, signed by the card with RS256.
sign() {
  local header payload signature
  header=$(printf '{"alg":"RS256","typ":"%s","x5c":%s}' "$1" "$x5c" | base64url)
  payload=$(printf '%s' "$2" | base64url)
  signature=$(printf '%s.%s' "$header" "$payload" | openssl dgst -sha256 -sign "$files/card.key" | base64url)
  printf '%s.%s.%s' "$header" "$payload" "$signature"
}

# The claims of every application: for this service, good for five minutes, with a number used once.
claims() {
  local now
  now=$(date +%s)
  printf '"aud":"%s","iat":%d,"exp":%d,"jti":"%s"' "$service" "$now" $((now + 300)) "$(openssl rand -hex 16)"
}

[ -r "$addresses" ] || fail "no stack's addresses at $addresses: start it with npm start, or name the file"
service=$(member hostingUrl <"$addresses")
auth=$(member authHost <"$addresses")
phones=$(member_in phones url <"$addresses")
for address in "$service" "$auth" "$phones"; do
  [ -n "$address" ] || fail "$addresses isn't a stack's addresses.json"
done
curl -s -o "$files/up" --max-time 5 "$phones/phones" \
  || fail "the local stack of $addresses is not running any more: npm start runs a new one"

echo "1. A holder with a card and an old phone, which gets its certificates"
holder=$(post 201 "$phones/holders" '{"algorithm":"RS256"}' | member holder)
phone=$(post 201 "$phones/phones" "{\"holder\":\"$holder\",\"model\":\"Old Phone 3\"}" | member phone)
device=$(post 200 "$phones/phones/$phone/enrol" | member deviceId)
[ -n "$device" ] || fail "the phone has no device id after its enrolment"
echo "   $holder, $phone, device $device"

echo "2. The card as files"
card=$(request 200 "$phones/holders/$holder/card")
printf '%b' "$(printf '%s' "$card" | member privateKey)" >"$files/card.key"
x5c="\"$(der_of "$(printf '%s' "$card" | member certificate)")\""
chain=$(printf '%s' "$card" | sed -n 's/.*"chain":\[\([^]]*\)\].*/\1/p')
while IFS= read -r pem; do
  [ -z "$pem" ] || x5c="$x5c,\"$(der_of "$pem")\""
done < <(printf '%s\n' "$chain" | sed 's/","/"\n"/g' | tr -d '"')
x5c="[$x5c]"
openssl pkey -in "$files/card.key" -noout || fail "the card's private key can't be read"
echo "   private key and certificate chain are here"

echo "3. The application for revocation, signed by the card, sent to $service/v1/revocations"
application=$(sign revocation-application+jwt "{$(claims),\"devices\":[\"$device\"],\"cause\":\"handedOn\"}")
revocation=$(post 201 "$service/v1/revocations" "{\"application\":\"$application\"}")
id=$(printf '%s' "$revocation" | member revocationId)
[ -n "$id" ] || fail "the answer has no revocationId: $revocation"
revoked=$(printf '%s' "$revocation" | sed 's/"state":"revoked"/\n&\n/g' | grep -c '^"state":"revoked"$' || true)
[ "$revoked" -eq 2 ] || fail "expected two revoked certificates, got $revoked: $revocation"
echo "   revocation $id: both certificates are revoked"

echo "4. Signing in with the card, to look at it"
session=$(sign session-application+jwt "{$(claims)}")
custom=$(post 201 "$service/v1/sessions" "{\"application\":\"$session\"}" | member customToken)
sign_in="http://$auth/identitytoolkit.googleapis.com/v1/accounts:signInWithCustomToken?key=local"
bearer=$(post 200 "$sign_in" "{\"token\":\"$custom\",\"returnSecureToken\":true}" | member idToken)
[ -n "$bearer" ] || fail "no ID token was given"
echo "   signed in"

echo "5. Waiting for the old phone's own word that the certificates are erased"
seen=""
for ((second = 0; second < 120; second++)); do
  view=$(request 200 -H "authorization: Bearer $bearer" "$service/v1/revocations/$id")
  state=$(printf '%s' "$view" | member_in erasure state)
  [ "$state" = "$seen" ] || echo "   after $second s: $state"
  seen=$state
  if [ "$state" = confirmed ]; then
    echo "Done: erased, on the evidence $(printf '%s' "$view" | member_in erasure evidence)."
    exit 0
  fi
  sleep 1
done
fail "not erased after 120 s; the last state was $seen"
