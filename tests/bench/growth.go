package main

func (b *bench) growth() {}
