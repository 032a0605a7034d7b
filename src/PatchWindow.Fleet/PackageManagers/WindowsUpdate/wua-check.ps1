# Whether Windows could install something now, and which boot this is.
try {
    $services = @(foreach ($service in (Get-Wmi "SELECT Name, StartMode FROM Win32_Service WHERE Name='wuauserv' OR Name='TrustedInstaller'")) {
        [ordered] @{ name = [string] $service.Properties_.Item('Name').Value; start = [string] $service.Properties_.Item('StartMode').Value }
    })
    $boot = $null
    foreach ($system in (Get-Wmi 'SELECT LastBootUpTime FROM Win32_OperatingSystem')) { $boot = [string] $system.Properties_.Item('LastBootUpTime').Value }
    $step.Name = 'privilege'
    $administrator = [bool] (Test-Administrator)
    $busy = $null
    $rebootFirst = $null
    $disabled = @(foreach ($service in $services) { if ($service['start'] -eq 'Disabled') { $service['name'] } })
    # Asking the installer starts the service.
    if ($administrator -and $disabled.Length -eq 0) {
        $step.Name = 'installer'
        $installer = (New-UpdateObject 'Microsoft.Update.Session').CreateUpdateInstaller()
        $busy = [bool] $installer.IsBusy
        $rebootFirst = [bool] $installer.RebootRequiredBeforeInstallation
    }
    Format-Document 'check' ([ordered] @{
        administrator = $administrator; disabled = $disabled; busy = $busy; rebootFirst = $rebootFirst; boot = $boot
    })
}
catch {
    Format-Failure 'check' $_
}
