<#
.SYNOPSIS
    What recurrences and windows cost, beside Ical.Net, python-dateutil, rrule.js and libical in the same run.
.DESCRIPTION
    Needs Python with dateutil. libical is measured where a C compiler and its headers are (Debian: gcc, libical-dev), rrule.js
    where node and npm are; what is missing is named and left out. Prints tables; bench/windows.md holds the last ones.
#>
$ErrorActionPreference = 'Stop'
$root = [IO.Path]::GetDirectoryName($PSScriptRoot)
$program = [IO.Path]::Combine($root, 'out', 'artifacts', 'bin', 'PatchWindow.Bench.Windows', 'release', 'PatchWindow.Bench.Windows.dll')
$scratch = [IO.Path]::Combine([IO.Path]::GetTempPath(), 'patchwindow-bench-' + [Guid]::NewGuid().ToString('N'))
[void][IO.Directory]::CreateDirectory($scratch)

function Have([string] $name) { [bool](Get-Command $name -CommandType Application -ErrorAction Ignore) }

try {
    $libical = '-'
    $source = [IO.Path]::Combine($PSScriptRoot, 'Windows', 'Peers', 'libical_peer.c')
    if ((Have gcc) -and [IO.File]::Exists('/usr/include/libical/ical.h')) {
        $libical = [IO.Path]::Combine($scratch, 'libical_peer')
        & gcc -O2 -o $libical $source -lical
        if ($LASTEXITCODE -ne 0) { throw 'gcc could not compile the libical peer.' }
    }
    else { 'Without libical: gcc or libical-dev is not installed.' }

    $rrule = '-'
    if ((Have node) -and (Have npm)) {
        & npm install --silent --prefix $scratch rrule@2.8.1 | ForEach-Object { }
        if ($LASTEXITCODE -ne 0) { throw 'npm could not install rrule 2.8.1.' }
        $rrule = $scratch
    }
    else { 'Without rrule.js: node or npm is not installed.' }

    & dotnet exec $program $libical $rrule
    if ($LASTEXITCODE -ne 0) { throw "The measurement ended with $LASTEXITCODE." }
}
finally { [IO.Directory]::Delete($scratch, $true) }
