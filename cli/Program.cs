using Winnow.Cli;

return await WinnowCli.RunAsync(args, Console.Out, Console.Error);
