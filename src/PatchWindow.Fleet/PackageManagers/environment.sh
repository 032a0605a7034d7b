# What every script begins with.
# Everything speaks C: the texts that are read are the untranslated ones.
LC_ALL=C
DEBIAN_FRONTEND=noninteractive
# A plain user's PATH over ssh lacks the directory of what dpkg calls; what is found first stays first.
PATH=$PATH:/usr/sbin:/sbin
export LC_ALL DEBIAN_FRONTEND PATH
# Words from hosts are split at blanks in places and never matched against files.
set -f
