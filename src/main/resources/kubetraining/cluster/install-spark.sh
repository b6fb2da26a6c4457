# Puts the Spark distribution SPARK into /opt/spark. Runs as root, stops at the first failure.
archive=spark-$SPARK-bin-hadoop3.tgz
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

# The site keeps the current releases only; the archive keeps them all.
for site in https://dlcdn.apache.org https://archive.apache.org/dist; do
  if curl -fsSL --retry 3 --connect-timeout 10 -o "$archive" "$site/spark/spark-$SPARK/$archive"; then
    break
  fi
done
curl -fsSL --retry 3 --connect-timeout 10 -o sums \
  "https://archive.apache.org/dist/spark/spark-$SPARK/$archive.sha512"
expected=$(tr -d ' \n' < sums | grep -oiE '[0-9a-f]{128}' | head -n 1 | tr '[:upper:]' '[:lower:]')
actual=$(sha512sum "$archive" | awk '{print $1}')
if [ "$expected" != "$actual" ]; then
  echo "$archive: expected checksum ${expected:-none}, the download has $actual" >&2
  exit 1
fi
mkdir -p /opt/spark
tar -C /opt/spark --strip-components=1 -xzf "$archive"
