# Who holds a lock that a transaction of dnf 5 or of rpm needs.
lock() { writer_of /run/dnf/rpmtransaction.lock /var/lib/dnf/system-repo.lock /var/lib/rpm/.rpm.lock; }
