# A stand-in takes the place of this function.
function Get-ShutdownProgram { "$env:SystemRoot\System32\shutdown.exe" }
