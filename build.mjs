console.log("no entry points yet");
