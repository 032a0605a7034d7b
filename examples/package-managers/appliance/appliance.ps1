<#
    A package manager for appliances that answer over HTTP, a line for each part, with tabs between the values:

        GET  /pending            name, installed version, version, severity
        GET  /installed          name, version
        POST /install/NAME       the version as the body

    ValidateSet says which actions there are. What is not among them, such as simulate, PatchWindow does without and says so.
#>
param(
    [ValidateSet('list', 'apply', 'verify')] [string] $Action,
    $ManagedHost,
    $Packages
)

$api = $ManagedHost.Tags['api']
$client = [Net.WebClient]::new()

# What fails throws: an error never looks like nothing pending.
function Get-Row([string] $path) {
    foreach ($line in $client.DownloadString("$api/$path").Split("`n")) {
        if ($line.Trim()) { , $line.Trim().Split("`t") }
    }
}

switch ($Action) {
    'list' {
        foreach ($row in Get-Row 'pending') {
            @{ name = $row[0]; installed = $row[1]; version = $row[2]; severity = $row[3]; source = $api; requiresReboot = $true }
        }
    }
    'verify' {
        foreach ($row in Get-Row 'installed') { @{ name = $row[0]; version = $row[1] } }
    }
    'apply' {
        foreach ($package in $Packages) {
            [void] $client.UploadString("$api/install/$([Uri]::EscapeDataString($package.Name))", 'POST', $package.Version)
            "$($package.Name) $($package.Version) installed"
        }
    }
}
