# Builds with the published packages and runs the build: .\build.ps1 [targets] [parameters]
# The stand-ins need Debian's libtorch; everywhere else the packages themselves are used.
$ErrorActionPreference = 'Stop'
Set-Location $PSScriptRoot

if (-not (Get-Command dotnet -ErrorAction SilentlyContinue)) {
    [Console]::Error.WriteLine('missing: the .NET SDK 10 (https://dotnet.microsoft.com/download). Install it, then try again.')
    exit 2
}

$env:DOTNET_CLI_TELEMETRY_OPTOUT = '1'
$env:DOTNET_NOLOGO = '1'

dotnet build build/_build.csproj -p:NtkPackages=nuget --nologo -v quiet -clp:NoSummary
if ($LASTEXITCODE -ne 0) { exit 1 }

dotnet artifacts/dotnet/nuget/bin/_build/release/_build.dll @args
exit $LASTEXITCODE
