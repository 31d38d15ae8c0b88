# Builds what changed and runs the build: .\build.ps1 [targets] [parameters]
# --packages nuget (the default here) or standin, which needs Debian's libtorch; -p:Name=Value sets a property of the
# build, such as -p:NtkTorch=TorchSharp-cuda-windows.
$ErrorActionPreference = 'Stop'
Set-Location $PSScriptRoot

$packages = if ($env:NTK_PACKAGES) { $env:NTK_PACKAGES } else { 'nuget' }
$arguments = @()
for ($i = 0; $i -lt $args.Count; $i++) {
    $word = [string]$args[$i]
    if ($word -eq '--packages') { $i++; $packages = if ($i -lt $args.Count) { [string]$args[$i] } else { '' } }
    elseif ($word -like '--packages=*') { $packages = $word.Substring('--packages='.Length) }
    elseif ($word -match '^-p:([A-Za-z]\w*)=(.*)$') { [Environment]::SetEnvironmentVariable($Matches[1], $Matches[2]) }
    else { $arguments += $word }
}
if ($packages -notin 'standin', 'nuget') {
    [Console]::Error.WriteLine("unknown --packages '$packages'; known: standin, nuget")
    exit 2
}

if (-not (Get-Command dotnet -ErrorAction SilentlyContinue)) {
    [Console]::Error.WriteLine('missing: the .NET SDK 10 (https://dotnet.microsoft.com/download). Install it, then try again.')
    exit 2
}

$env:DOTNET_CLI_TELEMETRY_OPTOUT = '1'
$env:NUKE_TELEMETRY_OPTOUT = '1'
$env:DOTNET_NOLOGO = '1'
# A property of this build and of those that it starts.
$env:NtkPackages = $packages

dotnet build build/_build.csproj --nologo -v quiet -clp:NoSummary
if ($LASTEXITCODE -ne 0) { exit 1 }

dotnet "artifacts/dotnet/$packages/bin/_build/release/_build.dll" @arguments
exit $LASTEXITCODE
