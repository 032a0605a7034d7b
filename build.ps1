<#
.SYNOPSIS
    Builds, tests and packages PatchWindow.
.DESCRIPTION
    Runs in PowerShell and in PatchWindow.Console alike, so it keeps to the engine's own cmdlets and .NET.

    Build    stages the importable module in out/PatchWindow/<version>/; nothing to do when it is up to date
    Test     builds everything and runs every test that can run here; ends with 'N passed, N failed, N skipped'
    Bench    runs the measurements of bench/
    Package  makes out/packages/PatchWindow.<version>.nupkg, for Install-PSResource from a folder repository
    Clean    removes out/
.EXAMPLE
    ./build.ps1 Test
#>
param(
    [ValidateSet('Build', 'Test', 'Bench', 'Package', 'Clean')] [string] $Task = 'Build',
    [string] $Configuration = 'Release',
    # Runs only the test projects whose names match, such as *Core*.
    [string] $Project = '*',
    # Says nothing when there is nothing to do.
    [switch] $Quiet
)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version 3
$root = $PSScriptRoot
$out = [IO.Path]::Combine($root, 'out')
$version = [xml][IO.File]::ReadAllText([IO.Path]::Combine($root, 'Directory.Build.props')) |
    ForEach-Object { $_.Project.PropertyGroup } | ForEach-Object { $_['Version'] } | Where-Object { $_ } | ForEach-Object { $_.InnerText }
$module = [IO.Path]::Combine($out, 'PatchWindow', $version)
$onWindows = [IO.Path]::DirectorySeparatorChar -eq '\'

function Invoke-Dotnet {
    # Output stays hidden unless it fails: a build that works has nothing to say.
    $log = @(& dotnet $args 2>&1 | ForEach-Object { "$_" })
    if ($LASTEXITCODE -ne 0) {
        $log | ForEach-Object { [Console]::Error.WriteLine($_) }
        throw "dotnet $args failed with exit code $LASTEXITCODE; its output stands above."
    }
}

function Say([string] $text) { [Console]::Out.WriteLine($text) }

# What the staged module is made from, as one line of text: when it is the same as at the last staging, nothing is to be done.
function Get-Fingerprint {
    $files = foreach ($folder in 'src') {
        [IO.Directory]::EnumerateFiles([IO.Path]::Combine($root, $folder), '*', [IO.SearchOption]::AllDirectories) |
            Where-Object { $_.Substring($root.Length) -notmatch '[\\/](bin|obj|PatchWindow\.Console)[\\/]' }
    }
    [string[]] $all = @($files) + @('PatchWindow.psd1', 'Directory.Build.props', 'Directory.Packages.props', 'LICENSE', 'CHANGELOG.md' |
        ForEach-Object { [IO.Path]::Combine($root, $_) })
    [Array]::Sort($all, [StringComparer]::Ordinal)
    $sum = [Security.Cryptography.SHA256]::Create()
    $text = [string]::Join("`n", @("$Configuration $root"; foreach ($file in $all) {
        $info = [IO.FileInfo]::new($file)
        "$file $($info.Length) $($info.LastWriteTimeUtc.Ticks)"
    }))
    [BitConverter]::ToString($sum.ComputeHash([Text.Encoding]::UTF8.GetBytes($text)))
}

# What the stamp says of a module that is staged whole from the sources as they are.
function Get-Stamp([string] $fingerprint) {
    [string[]] $files = @(if ([IO.Directory]::Exists($module)) { [IO.Directory]::EnumerateFiles($module, '*', [IO.SearchOption]::AllDirectories) })
    [Array]::Sort($files, [StringComparer]::Ordinal)
    [string]::Join("`n", @($fingerprint; foreach ($file in $files) { "$($file.Substring($module.Length + 1)) $([IO.FileInfo]::new($file).Length)" }))
}

function Build-Module([switch] $Restored) {
    $stamp = [IO.Path]::Combine($out, 'PatchWindow.stamp')
    $fingerprint = Get-Fingerprint
    if ([IO.File]::Exists($stamp) -and [IO.File]::ReadAllText($stamp) -eq (Get-Stamp $fingerprint)) {
        if (-not $Quiet) { Say "PatchWindow $version is up to date in $module." }
        return
    }
    Say "Building PatchWindow $version ..."
    $clock = [Diagnostics.Stopwatch]::StartNew()

    # Beside the old one and then into its place, so that a session that has the old one loaded keeps its files.
    $new = [IO.Path]::Combine($out, 'staging', [Guid]::NewGuid().ToString('N'))
    $arguments = @('build', [IO.Path]::Combine($root, 'src', 'PatchWindow', 'PatchWindow.csproj'), '-c', $Configuration, '-t:Stage',
        "-p:StageFolder=$new/", '-nologo', '-v:m', '-tl:off')
    if ($Restored) { $arguments += '--no-restore' }
    Invoke-Dotnet @arguments
    [void][IO.Directory]::CreateDirectory([IO.Path]::GetDirectoryName($module))
    if ([IO.Directory]::Exists($module)) {
        $old = [IO.Path]::Combine($out, 'staging', 'old-' + [Guid]::NewGuid().ToString('N'))
        try { [IO.Directory]::Move($module, $old) }
        catch { throw "The module in '$module' is in use. Close the PowerShell sessions that have imported it, and run this again." }
        try { [IO.Directory]::Delete($old, $true) } catch { Say "Note: '$old' is still in use and was left behind." }
    }
    [IO.Directory]::Move($new, $module)
    [IO.File]::WriteAllText($stamp, (Get-Stamp $fingerprint))
    Say "Staged $module in $($clock.Elapsed.TotalSeconds.ToString('0.0')) s."
}

# What tests need from Debian, where it can be had: name and what goes without it.
function Install-TestTool {
    # A program by its name, a library by a file of its.
    $needed = @(
        @('script', 'bsdutils'), @('shellcheck', 'shellcheck'), @('mono', 'mono-devel'), @('systemd-analyze', 'systemd'),
        @('/usr/bin/python3', 'python3'), @('/usr/share/zoneinfo/tzdata.zi', 'tzdata'), @('/usr/lib/python3/dist-packages/dateutil', 'python3-dateutil'),
        @('/usr/lib/python3/dist-packages/gi', 'python3-gi'), @('/usr/share/doc/gir1.2-ical-3.0', 'gir1.2-ical-3.0'),
        @('/usr/lib/postgresql', 'postgresql'), @('ansible-inventory', 'ansible-core'), @('/usr/share/doc/python3-pip-whl', 'python3-pip-whl'),
        # What the rig of real hosts is made with.
        @('mmdebstrap', 'mmdebstrap'), @('zstd', 'zstd'), @('ip', 'iproute2'), @('ssh', 'openssh-client'), @('unshare', 'util-linux'), @('ps', 'procps')
    )
    $wanted = @($needed | Where-Object {
        if ($_[0].StartsWith('/')) { -not ([IO.File]::Exists($_[0]) -or [IO.Directory]::Exists($_[0])) }
        else { -not (Get-Command $_[0] -CommandType Application -ErrorAction Ignore) }
    })
    if ($onWindows -or $wanted.Count -eq 0) { return }
    $packages = @($wanted | ForEach-Object { $_[1] })
    if ([Environment]::UserName -ne 'root' -or -not (Get-Command apt-get -CommandType Application -ErrorAction Ignore)) {
        Say "Not installed: $packages (needs root on Debian); the tests that need them are skipped by name."
        return
    }
    $env:DEBIAN_FRONTEND = 'noninteractive'
    Say "Installing $packages for the tests ..."
    # The tests start servers of their own; Debian's package would start one that nobody wants.
    if ($packages -contains 'postgresql' -and -not [IO.Directory]::Exists('/etc/postgresql-common')) {
        [void][IO.Directory]::CreateDirectory('/etc/postgresql-common')
        [IO.File]::WriteAllText('/etc/postgresql-common/createcluster.conf', "create_main_cluster = false`n")
    }
    & apt-get -q update > $null 2> $null
    & apt-get -q -y --no-install-recommends install $packages > $null 2> $null
    if ($LASTEXITCODE -ne 0) { Say "apt-get could not install $packages; the tests that need them are skipped by name." }
}

# Where a test project's programs are: one, or one for each framework it is built for. The project says which: a checkout
# that has been built for long has programs of frameworks that the project no longer names.
function Get-TestProgram([string] $project) {
    $name = [IO.Path]::GetFileNameWithoutExtension($project)
    $folder = [IO.Path]::Combine($out, 'artifacts', 'bin', $name, $Configuration.ToLowerInvariant())
    $frameworks = [xml][IO.File]::ReadAllText($project) | ForEach-Object { $_.SelectNodes('//TargetFrameworks') } |
        ForEach-Object { $_.InnerText.Split(';') } | ForEach-Object { $_.Trim() } | Where-Object { $_ }
    if (-not $frameworks) { return @{ Name = $name; Desktop = $false; Path = [IO.Path]::Combine($folder, "$name.dll") } }
    foreach ($framework in $frameworks) {
        $desktop = $framework -match '^net4\d+$'
        @{ Name = if ($desktop) { "$name ($framework)" } else { $name }
           Desktop = $desktop
           Path = [IO.Path]::Combine("${folder}_$framework", $name + $(if ($desktop) { '.exe' } else { '.dll' })) }
    }
}

# Runs a program in out/results, where it may leave what it likes, and returns its output.
function Invoke-InResult([string] $program, [string[]] $arguments) {
    $paths = $ExecutionContext.SessionState.Path
    $before = $paths.CurrentLocation.Path
    [void]$paths.SetLocation([Management.Automation.WildcardPattern]::Escape([IO.Path]::Combine($out, 'results')))
    try { & $program $arguments 2>&1 | ForEach-Object { "$_" } }
    finally { [void]$paths.SetLocation([Management.Automation.WildcardPattern]::Escape($before)) }
}

# Runs one test program and returns its totals from its report; what failed or was skipped is said by name.
function Invoke-TestProgram($program) {
    $name = $program.Name
    $report = [IO.Path]::Combine($out, 'results', "$name.xml")
    if ([IO.File]::Exists($report)) { [IO.File]::Delete($report) }
    $mono = $program.Desktop -and -not $onWindows
    if ($mono -and -not (Get-Command mono -CommandType Application -ErrorAction Ignore)) {
        Say "${name}: 0 passed, 0 failed, 1 skipped"
        Say "  SKIPPED ${name}: there is no .NET Framework here, nor mono in its stead"
        return @{ Passed = 0; Failed = 0; Skipped = 1 }
    }
    if (-not [IO.File]::Exists($program.Path)) {
        Say "${name}: there is no test program '$($program.Path)': the build did not write it"
        return @{ Passed = 0; Failed = 1; Skipped = 0 }
    }
    $clock = [Diagnostics.Stopwatch]::StartNew()
    $arguments = '-result-xml', $report, '-noLogo', '-noColor'
    $log = @(if ($mono) { Invoke-InResult mono (@($program.Path) + $arguments + @('-parallelMode', 'none')) }
        elseif ($program.Desktop) { Invoke-InResult $program.Path $arguments }
        else { Invoke-InResult dotnet (@('exec', $program.Path) + $arguments) })
    $code = $LASTEXITCODE
    $totals = @{ Passed = 0; Failed = 0; Skipped = 0 }
    if (-not [IO.File]::Exists($report)) {
        $log | ForEach-Object { Say $_ }
        Say "${name}: ended with exit code $code and no report"
        $totals.Failed = 1
        return $totals
    }
    $xml = [Xml.XmlDocument]::new()
    $xml.Load($report)
    foreach ($assembly in $xml.SelectNodes('/assemblies/assembly')) {
        $totals.Passed += [int]$assembly.GetAttribute('passed')
        $totals.Failed += [int]$assembly.GetAttribute('failed') + [int]$assembly.GetAttribute('errors')
        $totals.Skipped += [int]$assembly.GetAttribute('skipped')
    }
    Say ('{0}: {1} passed, {2} failed, {3} skipped in {4:0.0} s' -f $name, $totals.Passed, $totals.Failed, $totals.Skipped, $clock.Elapsed.TotalSeconds)
    foreach ($test in $xml.SelectNodes("//test[@result='Fail']")) {
        Say "  FAILED $($test.GetAttribute('name'))"
        Say ('    ' + $test.SelectSingleNode('failure').InnerText.Trim().Replace("`n", "`n    "))
    }
    foreach ($fault in $xml.SelectNodes('//errors/error')) { Say "  ERROR $($fault.GetAttribute('name')): $($fault.InnerText.Trim())" }
    foreach ($test in $xml.SelectNodes("//test[@result='Skip']")) {
        Say "  SKIPPED $($test.GetAttribute('name')): $($test.SelectSingleNode('reason').InnerText.Trim())"
    }
    if ($code -ne 0 -and $totals.Failed -eq 0) {
        $log | ForEach-Object { Say $_ }
        Say "${name}: ended with exit code $code"
        $totals.Failed = 1
    }
    $totals
}

# The suite for a real PowerShell, where there is one with Pester 5.
function Invoke-PesterSuite {
    $totals = @{ Passed = 0; Failed = 0; Skipped = 0 }
    $pwsh = Get-Command pwsh -CommandType Application -ErrorAction Ignore | ForEach-Object { $_.Source }
    $command = "`$m = Get-Module Pester -ListAvailable | Where-Object Version -ge 5.0 | Select-Object -First 1; if (-not `$m) { exit 86 }; " +
        "Import-Module `$m.Path; `$env:PATCHWINDOW_MODULE = '$([IO.Path]::Combine($module, 'PatchWindow.psd1').Replace("'", "''"))'; " +
        "`$r = Invoke-Pester -Path '$([IO.Path]::Combine($root, 'tests', 'Pester').Replace("'", "''"))' -PassThru; " +
        "[Console]::Out.WriteLine('PESTER {0} {1} {2}' -f `$r.PassedCount, (`$r.FailedCount + `$r.FailedContainersCount), `$r.SkippedCount)"
    if ($pwsh) {
        $log = @(& @($pwsh)[0] -NoProfile -NonInteractive -Command $command 2>&1 | ForEach-Object { "$_" })
        $code = $LASTEXITCODE
        $line = @($log | Where-Object { $_ -match '^PESTER \d' })
        if ($line.Count) {
            $numbers = $line[0].Split(' ')
            $totals = @{ Passed = [int]$numbers[1]; Failed = [int]$numbers[2]; Skipped = [int]$numbers[3] }
            if ($totals.Failed) { $log | ForEach-Object { Say $_ } }
            Say ('tests/Pester: {0} passed, {1} failed, {2} skipped' -f $totals.Passed, $totals.Failed, $totals.Skipped)
            return $totals
        }
        if ($code -ne 86) {
            $log | ForEach-Object { Say $_ }
            $totals.Failed = 1
            return $totals
        }
    }
    $why = if ($pwsh) { 'this PowerShell has no Pester 5' } else { 'there is no full PowerShell (pwsh) here' }
    Say "tests/Pester: 0 passed, 0 failed, 1 skipped"
    Say "  SKIPPED tests/Pester: $why"
    $totals.Skipped = 1
    $totals
}

function Invoke-Test {
    Invoke-Dotnet restore ([IO.Path]::Combine($root, 'PatchWindow.sln')) '-nologo' '-v:m'
    Say 'Building everything ...'
    Invoke-Dotnet build ([IO.Path]::Combine($root, 'PatchWindow.sln')) -c $Configuration --no-restore '-nologo' '-v:m' '-tl:off'
    Build-Module -Restored
    Install-TestTool
    [void][IO.Directory]::CreateDirectory([IO.Path]::Combine($out, 'results'))
    # mono writes what it knows of a crash to its output too, which is shown.
    $env:MONO_CRASH_NOFILE = '1'
    $env:PATCHWINDOW_MODULE = [IO.Path]::Combine($module, 'PatchWindow.psd1')
    $sum = @{ Passed = 0; Failed = 0; Skipped = 0 }
    [string[]] $chosen = @([IO.Directory]::GetFiles([IO.Path]::Combine($root, 'tests'), '*.Tests.csproj', [IO.SearchOption]::AllDirectories) |
        Where-Object { [IO.Path]::GetFileNameWithoutExtension($_) -like $Project })
    [Array]::Sort($chosen, [StringComparer]::Ordinal)
    $results = @(foreach ($file in $chosen) { Get-TestProgram $file | ForEach-Object { Invoke-TestProgram $_ } }) + @(if ($Project -eq '*') { Invoke-PesterSuite })
    foreach ($totals in $results) { foreach ($key in 'Passed', 'Failed', 'Skipped') { $sum[$key] += $totals[$key] } }
    Say ('{0} passed, {1} failed, {2} skipped' -f $sum.Passed, $sum.Failed, $sum.Skipped)
    if ($sum.Failed -gt 0 -or $sum.Passed -eq 0) { exit 1 }
}

function New-Package {
    Build-Module
    $target = [IO.Path]::Combine($out, 'packages')
    [void][IO.Directory]::CreateDirectory($target)
    Invoke-Dotnet pack ([IO.Path]::Combine($root, 'src', 'PatchWindow', 'PatchWindow.csproj')) -c $Configuration --no-build '-nologo' '-v:m' "-p:PackFolder=$module/" -o $target
    Say "Made $([IO.Path]::Combine($target, "PatchWindow.$version.nupkg"))."
}

function Clear-Output {
    # A console that runs this script has its own files open: they go with the next Clean from elsewhere.
    $running = [AppContext]::BaseDirectory
    foreach ($file in [IO.Directory]::EnumerateFiles($out, '*', [IO.SearchOption]::AllDirectories)) {
        if (-not $file.StartsWith($running, [StringComparison]::OrdinalIgnoreCase)) { [IO.File]::Delete($file) }
    }
    Say "Removed what was built, from $out."
}

switch ($Task) {
    'Build' { Build-Module }
    'Test' { Invoke-Test }
    'Bench' { Invoke-Dotnet build ([IO.Path]::Combine($root, 'PatchWindow.sln')) -c Release '-nologo' '-v:m'; foreach ($bench in 'startup.ps1', 'windows.ps1', 'plans.ps1', 'runs.ps1', 'fleet.ps1') { & ([IO.Path]::Combine($root, 'bench', $bench)) } }
    'Package' { New-Package }
    'Clean' { if ([IO.Directory]::Exists($out)) { Clear-Output } }
}
